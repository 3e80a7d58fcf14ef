using System.Diagnostics;
using System.Globalization;
using FaceFunctions.Core.Imaging;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision;
using Microsoft.Extensions.Options;

namespace FaceFunctions.Faults.Pictures;

/// <summary>The other side of <see cref="PicturesRun"/>: a process that analyses case after case with the real decoders and the starter model, and says of each how it ended.</summary>
internal static class DecodeProcess
{
    /// <summary>First argument of the process.</summary>
    public const string Command = "decode";

    /// <summary>Works through the cases.</summary>
    /// <param name="seed">Of the cases.</param>
    /// <param name="first">The first case.</param>
    /// <param name="end">The case after the last.</param>
    /// <param name="bundle">Folder of the model bundle.</param>
    public static async Task<int> RunAsync(string seed, string first, string end, string bundle)
    {
        var mutator = new PictureMutator(int.Parse(seed, CultureInfo.InvariantCulture));
        var options = new VisionOptions { BundlePath = bundle, MaxConcurrentAnalyses = 1 };
        using var analyzer = new PhotoAnalyzer(Options.Create(options), TimeProvider.System);
        var decoder = new PhotoDecoder(options.MaxPhotoBytes, options.MaxPhotoPixels);
        await analyzer.LoadAsync(CancellationToken.None);
        int last = int.Parse(end, CultureInfo.InvariantCulture);
        for (int number = int.Parse(first, CultureInfo.InvariantCulture); number < last; number++)
        {
            byte[] file = mutator.Make(number);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            string outcome = await TryAsync(async () => Name(await analyzer.AnalyzeAsync(file, CancellationToken.None)));
            TimeSpan analysed = Environment.CpuUsage.TotalTime;

            // The whole picture too, as those who show it want it.
            string shown = await TryAsync(() => Task.FromResult(Show(decoder, file)));
            TimeSpan decoded = Environment.CpuUsage.TotalTime;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{number}\t{outcome}\t{shown}\t{(analysed - before).TotalMilliseconds:0}\t{(decoded - analysed).TotalMilliseconds:0}\t{PeakMegabytes()}"));
        }

        return 0;
    }

    private static long PeakMegabytes()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64 >> 20;
    }

    private static string Show(PhotoDecoder decoder, byte[] file)
    {
        using PhotoPixels? pixels = decoder.Decode(file, (_, _) => 1, out PhotoAnalysis? refusal);
        return refusal is null ? "Shown" : Name(refusal);
    }

    private static string Name(PhotoAnalysis analysis) => analysis switch
    {
        PhotoAnalysis.FacesFound found when found.Faces.Any(face => face.Embedding.Values.ContainsAnyExceptInRange(-1.1f, 1.1f)) => "NotANumber",
        PhotoAnalysis.FacesFound => "FacesFound",
        _ => analysis.GetType().Name,
    };

    private static async Task<string> TryAsync(Func<Task<string>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error)
        {
            return "Threw " + error.ToString().ReplaceLineEndings(" ").Replace('\t', ' ');
        }
    }
}
