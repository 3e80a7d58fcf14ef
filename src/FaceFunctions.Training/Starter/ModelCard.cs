using System.Globalization;
using System.Text;
using FaceFunctions.Core.Evaluation;
using FaceFunctions.Portraits;
using FaceFunctions.Training.Measuring;
using FaceFunctions.Training.Optimization;

namespace FaceFunctions.Training.Starter;

/// <summary>Writes the README of the starter bundle: what it is for, how it is made, and what it reaches. All its numbers come from the run that made the bundle.</summary>
internal static class ModelCard
{
    /// <summary>Its name in the bundle's folder.</summary>
    public const string FileName = "README.md";

    /// <summary>The README as Markdown.</summary>
    /// <param name="result">What was made and measured.</param>
    /// <param name="folder">The bundle's folder as it was named to the command.</param>
    public static string Write(StarterResult result, string folder)
    {
        StarterRecipe recipe = result.Recipe;
        return string.Create(CultureInfo.InvariantCulture, $"""
            # The starter bundle

            **For drawn portraits, demos, tests and load. Not for real faces:** it has never seen one, and what it says about them is worth little (last table). For real faces: `bundle fetch yunet-sface`.

            It makes the main job run right after a clone, without internet and without anybody's weights: the network is trained by this repository's own code, with ArcFace's loss, on people whom `FaceFunctions.Portraits`
            draws. MIT, like the rest.

            ## How it works
            Input: gray, 1 x 128 x 128, (x - 127.5) / 127.5; the picture is the face, there is no detector. Output: 512 values; the embedding joins those of the picture and of its mirror image (1024), and is compared by cosine -
            the borders of [arcface-pytorch](https://github.com/ronghuaiyang/arcface-pytorch), to the letter. Between them stands a small network of two parts: one finds the five points of the face, by which it is cut out
            upright inside the network, and one embeds the crop. {result.ParameterCount:N0} trained numbers, {result.ModelBytes / 1e6:0.00} MB.

            ## How it is made

            ```sh
            dotnet run -c Release --project src/FaceFunctions.Cli -- {Command(result, folder)}
            ```

            | | |
            |---|---|
            | people, photos of each | {recipe.People:N0}, {recipe.PhotosPerPerson} |
            | sets of people (seeds of `PortraitSet`) | {StarterSets.Training} trained on, {StarterSets.Calibration} for the thresholds, {StarterSets.Test} for the figures below; nobody is in two |
            | seed of weights and order | {recipe.Seed} |
            | finding the face | epochs: {recipe.LocatorEpochs}, learning rate {recipe.LocatorRate}, squared error of the points |
            | embedding | epochs: {recipe.EmbedderEpochs}, learning rate {recipe.EmbedderRate}, ArcFace with margin {recipe.Margin} (growing from 0 over the first {recipe.MarginRise:P0}) and scale {recipe.Scale} |
            | both | batches of {recipe.BatchSize}, momentum {TrainingOptions.UsualMomentum}, weight decay {TrainingOptions.UsualWeightDecay}; photos mirrored, moved, brighter or flatter |
            | time | {result.Duration.TotalMinutes:0.0} minutes, drawing and measuring included, on {Environment.ProcessorCount} cores |

            On one kind of processor the same command gives the same weights, whatever the number of cores. The exported file in ONNX Runtime differs from the trainer's own forward pass by at most {result.LargestDifference:0.0e+0}.

            ## What it reaches on drawn people it was not trained on

            | measure | result |
            |---|---|
            | verification, {PairCount(result):N0} pairs in 10 folds | {result.Verification.MeanAccuracy:P2} +- {result.Verification.AccuracyDeviation:P2} |
            {string.Join("\n", result.Verification.TarAtFar.Select(Format))}
            | identification of {result.Sizes.Known:N0} people, one gallery photo and {result.Sizes.ProbesPerPerson} probes each: rank 1 | {result.Identification.Rank1Rate:P2} |
            | of these, named at the match threshold (TPIR) | {result.KnownNamed:P2} |
            | {result.Sizes.Strangers:N0} strangers: named at the match threshold (FPIR) | {result.StrangersNamed:P2} |

            Match threshold {result.Match:0.000}, review threshold {result.Review:0.000}: the smallest at which at most {StarterMaker.MatchFalsePositives:P1} and {StarterMaker.ReviewFalsePositives:P0} of the strangers of set {StarterSets.Calibration} find somebody in a gallery of
            {result.Sizes.Known:N0} people. The photos go through the whole product: JPEG file, decoding, crop, mirror image, ONNX Runtime.

            ## What it reaches on real photos
            {FormatReal(result)}

            """);
    }

    /// <summary>The command that makes the same bundle: what is not as usual is named.</summary>
    private static string Command(StarterResult result, string folder)
    {
        StarterRecipe usual = new();
        (string Option, int Value, int Usual)[] options =
        [
            ("--people", result.Recipe.People, usual.People),
            ("--photos", result.Recipe.PhotosPerPerson, usual.PhotosPerPerson),
            ("--epochs", result.Recipe.EmbedderEpochs, usual.EmbedderEpochs),
            ("--seed", result.Recipe.Seed, usual.Seed),
            ("--known", result.Sizes.Known, new PopulationSizes().Known),
        ];
        return string.Join(' ', [$"train --out {folder}", .. options.Where(option => option.Value != option.Usual).Select(option => $"{option.Option} {option.Value}")]);
    }

    private static int PairCount(StarterResult result) => 2 * result.Sizes.Known * result.Sizes.ProbesPerPerson;

    private static string Format(TarAtFar tar) => string.Create(
        CultureInfo.InvariantCulture, $"| the same, TAR at FAR {tar.Far:P1} | {(tar.Measured is { } measured ? $"{measured.MeanTar.ToString("P2", CultureInfo.InvariantCulture)}" : "not enough pairs")} |");

    private static string FormatReal(StarterResult result)
    {
        if (result.RealPhotos is not { } curve)
        {
            return "Not measured in this run (`--real-photos <folder>`).";
        }

        RocPoint point = curve.At(result.Match);
        var text = new StringBuilder();
        text.AppendLine("Whole photos, as the starter takes them, not cut to the face.");
        text.AppendLine();
        text.AppendLine("| measure | result |");
        text.AppendLine("|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| equal error rate | {curve.EqualErrorRate():P1} (a coin has 50 %) |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| pairs of one person accepted at the match threshold | {1 - point.FalseNonMatchRate:P1} |");
        text.Append(CultureInfo.InvariantCulture, $"| pairs of different people accepted at the match threshold | {point.FalseMatchRate:P1} |");
        return text.ToString();
    }
}
