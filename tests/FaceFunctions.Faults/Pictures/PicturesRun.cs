using System.Diagnostics;
using System.Globalization;

namespace FaceFunctions.Faults.Pictures;

/// <summary>Sends mutated pictures through the real decoders, in processes that may crash.</summary>
/// <param name="seed">Of the cases.</param>
/// <param name="count">Number of cases.</param>
/// <param name="bundle">Folder of the model bundle.</param>
/// <param name="artifacts">Folder that receives the files of cases that went wrong.</param>
internal sealed class PicturesRun(int seed, int count, string bundle, string artifacts)
{
    private static readonly string[] Expected = ["FacesFound", "NoFace", "Unreadable", "TooLarge", "Shown"];

    private readonly SortedDictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    /// <summary>Most processor time of one answer, in milliseconds.</summary>
    public int SlowestMs { get; private set; }

    /// <summary>Most memory of the process, in MiB.</summary>
    public int MostMegabytes { get; private set; }

    /// <summary>Cases that crashed the process, threw, or came to no outcome that is expected.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Answers that took more than <paramref name="limitMs"/> ms of processor time are told; whether they are faults is the caller's to say.</summary>
    public async Task RunAsync(int limitMs, TextWriter output, CancellationToken cancellationToken)
    {
        int next = 0;
        while (next < count)
        {
            using Process process = ChildProgram.Start(
                DecodeProcess.Command, seed.ToString(CultureInfo.InvariantCulture), next.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture), bundle);
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                Note(line, limitMs, output);
                if (++next % 1000 == 0)
                {
                    output.WriteLine($"{next} cases");
                }
            }

            await process.WaitForExitAsync(cancellationToken);
            if (next < count)
            {
                Report(next, $"ended the process with {process.ExitCode}", output);
                next++;
            }
        }

        output.WriteLine(FormattableString.Invariant($"{count} cases: {string.Join(", ", _outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}"))}"));
        output.WriteLine(FormattableString.Invariant($"Slowest answer {SlowestMs} ms of processor time, at most {MostMegabytes} MiB resident, {Faults.Count} faults. Seed {seed}."));
    }

    private void Note(string line, int limitMs, TextWriter output)
    {
        string[] words = line.Split('\t');
        int number = int.Parse(words[0], CultureInfo.InvariantCulture);
        foreach (string outcome in words[1..3])
        {
            string name = outcome.Split(' ')[0];
            _outcomes[name] = _outcomes.GetValueOrDefault(name) + 1;
            if (!Expected.Contains(outcome))
            {
                Report(number, outcome, output);
            }
        }

        int slower = Math.Max(int.Parse(words[3], CultureInfo.InvariantCulture), int.Parse(words[4], CultureInfo.InvariantCulture));
        SlowestMs = Math.Max(SlowestMs, slower);
        MostMegabytes = Math.Max(MostMegabytes, int.Parse(words[5], CultureInfo.InvariantCulture));
        if (slower > limitMs)
        {
            Save(number);
            output.WriteLine(FormattableString.Invariant($"Case {number} took {words[3]} ms to analyse and {words[4]} ms to show."));
        }
    }

    private void Report(int number, string what, TextWriter output)
    {
        Faults.Add(FormattableString.Invariant($"Case {number} of seed {seed} {what}; its file is {Save(number)}."));
        output.WriteLine("FAULT: " + Faults[^1]);
    }

    private string Save(int number)
    {
        string path = Path.Combine(Directory.CreateDirectory(artifacts).FullName, string.Create(CultureInfo.InvariantCulture, $"{seed}-{number}.bin"));
        File.WriteAllBytes(path, new PictureMutator(seed).Make(number));
        return Path.GetFileName(path);
    }
}
