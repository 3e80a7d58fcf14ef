using System.Globalization;
using System.Numerics;
using FaceFunctions.Cli.Output;
using FaceFunctions.Portraits;

namespace FaceFunctions.Cli.Portraits;

/// <summary>Draws a set of people into a folder, on all cores.</summary>
/// <param name="Folder">Full path; made when it is not there.</param>
/// <param name="Seed">Names the set.</param>
/// <param name="People">How many people.</param>
/// <param name="Photos">How many photos of each.</param>
/// <param name="Groups">How many photos of several of them.</param>
internal sealed record PortraitsJob(string Folder, ulong Seed, int People, int Photos, int Groups)
{
    private readonly PortraitSet _set = new(Seed);

    /// <summary>Number of all photos.</summary>
    public int Total => (People * Photos) + Groups;

    /// <summary>Draws them.</summary>
    /// <param name="progress">Told how many are done.</param>
    /// <param name="cancellationToken">Stops the run; what is drawn stays.</param>
    public async Task RunAsync(IStepProgress progress, CancellationToken cancellationToken)
    {
        int done = 0;
        await Parallel.ForAsync(0, People * Photos, cancellationToken, async (i, stop) =>
        {
            (int person, int photo) = Math.DivRem(i, Photos);
            string folder = Path.Combine(Folder, NameOf(person));
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(Path.Combine(folder, FileOf(photo)), _set.Draw(person, photo).File, stop);
            progress.Set(Interlocked.Increment(ref done));
        });
        if (Groups > 0)
        {
            await DrawGroupsAsync(() => progress.Set(Interlocked.Increment(ref done)), cancellationToken);
        }
    }

    private async Task DrawGroupsAsync(Action report, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(Folder, "groups");
        Directory.CreateDirectory(folder);
        string[] rows = new string[Groups];
        await Parallel.ForAsync(0, Groups, cancellationToken, async (i, stop) =>
        {
            PortraitGroup group = _set.Group(i, People);
            GroupPhoto photo = _set.Draw(group);
            await File.WriteAllBytesAsync(Path.Combine(folder, FileOf(i)), photo.File, stop);
            rows[i] = string.Join('\n', group.People.Zip(photo.Landmarks, (person, points) =>
            {
                Vector2 middle = (points.LeftEye + points.RightEye) / 2;
                return string.Create(CultureInfo.InvariantCulture, $"{FileOf(i)},{NameOf(person)},{middle.X:0},{middle.Y:0}");
            }));
            report();
        });
        await File.WriteAllTextAsync(Path.Combine(folder, "people.csv"), $"photo,person,x,y\n{string.Join('\n', rows)}\n", cancellationToken);
    }

    private static string NameOf(int person) => string.Create(CultureInfo.InvariantCulture, $"person-{person + 1:0000}");

    private static string FileOf(int photo) => string.Create(CultureInfo.InvariantCulture, $"{photo + 1}.jpg");
}
