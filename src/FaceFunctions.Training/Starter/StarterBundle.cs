using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Training.Starter;

/// <summary>Writes the starter as a model bundle.</summary>
internal static class StarterBundle
{
    /// <summary>Name of the bundle.</summary>
    public const string Name = "starter";

    /// <summary>Name of its model file.</summary>
    public const string ModelFile = "starter.onnx";

    private const string Description =
        "For drawn portraits, demos, tests and load only: trained on pictures that FaceFunctions draws itself, never on a real face. For real faces: bundle fetch yunet-sface.";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes model and manifest; what was there before is replaced.</summary>
    /// <param name="folder">The bundle's folder; made when it is not there.</param>
    /// <param name="model">The ONNX file's bytes.</param>
    /// <param name="match">Cosine from which it is a match.</param>
    /// <param name="review">Cosine from which it is uncertain.</param>
    public static void Write(string folder, byte[] model, float match, float review)
    {
        var manifest = new BundleManifest
        {
            Name = Name,
            Description = Description,
            Embedder = new EmbedderManifest
            {
                File = ModelFile,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
                Licence = "MIT",
                Source = "facefunctions train; see README.md beside this file",
                Alignment = "centre",
                Side = StarterNetwork.PictureSide,
                Channels = "gray",
                Mean = 127.5f,
                Scale = 127.5f,
                Flip = "concat",
                Length = 2 * StarterNetwork.OutputLength,
            },
            Thresholds = new ThresholdsManifest { Match = match, Review = review },
        };
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, ModelFile), model);
        File.WriteAllText(Path.Combine(folder, BundleManifest.FileName), JsonSerializer.Serialize(manifest, Json) + "\n");
    }
}
