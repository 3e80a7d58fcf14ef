using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Detection;
using FaceFunctions.Vision.Embedding;
using FaceFunctions.Vision.Onnx;

namespace FaceFunctions.Vision.Bundles;

/// <summary>A manifest whose every property was checked.</summary>
internal sealed record BundleRecipe
{
    /// <summary>Changes when our own code computes other vectors from the same photo and models.</summary>
    private const int PipelineVersion = 1;

    /// <summary>Most values of an embedding: as float32, what a table's binary property of 64 KiB holds.</summary>
    private const int MaxLength = 16_384;

    private static readonly string[] DetectorKinds = ["yunet"];
    private static readonly string[] Alignments = ["five-point", "centre"];
    private static readonly string[] Channels = ["rgb", "bgr", "gray"];
    private static readonly string[] Flips = ["none", "sum", "concat"];

    /// <summary>Name of the bundle.</summary>
    public required string Name { get; init; }

    /// <summary>File and settings of the detector; null without one.</summary>
    public required (BundleFile File, YuNetSettings Settings)? Detector { get; init; }

    /// <summary>File of the embedding model.</summary>
    public required BundleFile EmbedderFile { get; init; }

    /// <summary>Settings of the embedding model.</summary>
    public required EmbedderSettings Embedder { get; init; }

    /// <summary>Length of an embedding.</summary>
    public required int Dimension { get; init; }

    /// <summary>The decision thresholds.</summary>
    public required MatchThresholds Thresholds { get; init; }

    /// <summary>Name and 12 hexadecimal digits of a hash over everything that changes vectors; thresholds and words for people do not.</summary>
    public string Id
    {
        get
        {
            string detector = Detector is not { } found ? "none" : string.Create(
                CultureInfo.InvariantCulture, $"yunet {found.File.Sha256} {found.Settings.LongestSide} {found.Settings.ScoreThreshold:R} {found.Settings.NmsThreshold:R}");
            string embedder = string.Create(
                CultureInfo.InvariantCulture,
                $"{EmbedderFile.Sha256} {Embedder.Side} {Embedder.Channels} {Embedder.Mean:R} {Embedder.Scale:R} {Embedder.Flip} {Dimension}");
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"pipeline {PipelineVersion}\ndetector {detector}\nembedder {embedder}"));
            return $"{Name}-{Convert.ToHexStringLower(hash)[..12]}";
        }
    }

    /// <summary>Checks every property of a manifest.</summary>
    /// <exception cref="ModelBundleException">A property is missing or has a value that makes no sense.</exception>
    public static BundleRecipe From(BundleManifest manifest)
    {
        string name = ManifestCheck.Name(manifest.Name);
        EmbedderManifest embedder = ManifestCheck.Present(manifest.Embedder, "embedder");
        ThresholdsManifest thresholds = ManifestCheck.Present(manifest.Thresholds, "thresholds");
        bool centre = ManifestCheck.OneOf(embedder.Alignment, "embedder.alignment", Alignments) == 1;
        if (centre != manifest.Detector is null)
        {
            throw ManifestCheck.Wrong(centre
                ? "embedder.alignment is centre, so the photo is taken for the face: set detector to null, or alignment to five-point"
                : "embedder.alignment is five-point, which needs landmarks: name a detector, or set alignment to centre");
        }

        int flip = ManifestCheck.OneOf(embedder.Flip, "embedder.flip", Flips);
        int length = (int)ManifestCheck.Number(embedder.Length, "embedder.length", 1, MaxLength);
        if ((FlipRule)flip == FlipRule.Concat && length % 2 != 0)
        {
            throw ManifestCheck.Wrong($"embedder.length is {length}, but flip concat joins two vectors of the same length: it must be even");
        }

        float scale = ManifestCheck.Number(embedder.Scale, "embedder.scale", -100_000, 100_000);
        if (scale == 0)
        {
            throw ManifestCheck.Wrong("embedder.scale is 0, but values are divided by it: write 1 when the model scales them itself");
        }

        float match = ManifestCheck.Number(thresholds.Match, "thresholds.match", -1, 1);
        return new BundleRecipe
        {
            Name = name,
            Detector = manifest.Detector is { } detector ? ReadDetector(detector) : null,
            EmbedderFile = ManifestCheck.File("embedder", embedder.File, embedder.Sha256, embedder.Licence, embedder.Source),
            Embedder = new EmbedderSettings(
                (int)ManifestCheck.Number(embedder.Side, "embedder.side", 16, 1024),
                (ChannelOrder)ManifestCheck.OneOf(embedder.Channels, "embedder.channels", Channels),
                ManifestCheck.Number(embedder.Mean, "embedder.mean", -100_000, 100_000),
                scale,
                (FlipRule)flip),
            Dimension = length,
            Thresholds = new MatchThresholds(match, ManifestCheck.Number(thresholds.Review, "thresholds.review", -1, match)),
        };
    }

    private static (BundleFile File, YuNetSettings Settings) ReadDetector(DetectorManifest detector)
    {
        ManifestCheck.OneOf(detector.Kind, "detector.kind", DetectorKinds);
        BundleFile file = ManifestCheck.File("detector", detector.File, detector.Sha256, detector.Licence, detector.Source);
        return (file, new YuNetSettings(
            ManifestCheck.Number(detector.ScoreThreshold ?? 0.6f, "detector.scoreThreshold", 0.01f, 1),
            ManifestCheck.Number(detector.NmsThreshold ?? 0.3f, "detector.nmsThreshold", 0.01f, 1),
            (int)ManifestCheck.Number(detector.LongestSide ?? 640, "detector.longestSide", 64, 4096)));
    }
}
