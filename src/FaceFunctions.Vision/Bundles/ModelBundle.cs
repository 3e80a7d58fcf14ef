using System.Security.Cryptography;
using System.Text.Json;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Alignment;
using FaceFunctions.Vision.Detection;
using FaceFunctions.Vision.Embedding;
using FaceFunctions.Vision.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Vision.Bundles;

/// <summary>A loaded and verified set of models: a folder with <c>bundle.json</c> and its ONNX files. Safe for any number of threads; dispose it when no analysis runs.</summary>
public sealed class ModelBundle : IDisposable
{
    private ModelBundle(BundleManifest manifest, BundleRecipe recipe, IFaceDetector? detector, FaceEmbedder embedder)
    {
        Manifest = manifest;
        Model = new RecognitionModel(recipe.Id, recipe.Dimension, recipe.Thresholds);
        Detector = detector;
        Embedder = embedder;
        Aligner = new FaceAligner(recipe.Embedder.Side);
    }

    /// <summary>What <c>bundle.json</c> says.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>The bundle's id, embedding length and thresholds.</summary>
    public RecognitionModel Model { get; }

    /// <summary>Finds faces; null when each photo is a face.</summary>
    internal IFaceDetector? Detector { get; }

    /// <summary>Cuts the crops.</summary>
    internal FaceAligner Aligner { get; }

    /// <summary>Embeds the crops.</summary>
    internal FaceEmbedder Embedder { get; }

    /// <summary>Loads a bundle: verifies each file's SHA-256, checks the manifest against the models' inputs and outputs, and runs each model once.</summary>
    /// <param name="folder">The bundle's folder.</param>
    /// <param name="threadsPerRun">Threads that one run of a model uses, 1 or more.</param>
    /// <exception cref="ModelBundleException">The bundle cannot be used; the message says what to change.</exception>
    public static ModelBundle Load(string folder, int threadsPerRun = 1)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThan(threadsPerRun, 1);
        BundleManifest manifest = ReadManifest(folder);
        var recipe = BundleRecipe.From(manifest);
        YuNetDetector? detector = null;
        FaceEmbedder? embedder = null;
        try
        {
            detector = recipe.Detector is { } found ? LoadDetector(folder, found.File, found.Settings, threadsPerRun) : null;
            embedder = LoadEmbedder(folder, recipe, threadsPerRun);
            var bundle = new ModelBundle(manifest, recipe, detector, embedder);
            (detector, embedder) = (null, null);
            return bundle;
        }
        finally
        {
            detector?.Dispose();
            embedder?.Dispose();
        }
    }

    /// <summary>Reads what a bundle says of itself, without its models: whether they fit shows only when it is loaded.</summary>
    /// <exception cref="ModelBundleException">It does not say it.</exception>
    public static RecognitionModel ReadModel(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var recipe = BundleRecipe.From(ReadManifest(folder));
        return new RecognitionModel(recipe.Id, recipe.Dimension, recipe.Thresholds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Detector?.Dispose();
        Embedder.Dispose();
    }

    private static BundleManifest ReadManifest(string folder)
    {
        byte[] json = ReadFile(folder, BundleManifest.FileName, "a bundle is a folder with this file and its models; check the bundle's path");
        try
        {
            ReadOnlyMemory<byte> text = json.AsMemory(json.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            ManifestShape.Check(document.RootElement, typeof(BundleManifest), "$");
            return document.Deserialize(BundleJson.Default.BundleManifest) ?? throw ManifestCheck.Wrong("the file holds only null");
        }
        catch (JsonException wrong)
        {
            throw new ModelBundleException($"{BundleManifest.FileName} is not valid JSON: {wrong.Message}", wrong);
        }
        catch (InvalidOperationException wrong)
        {
            // What JsonElement throws for text with broken UTF-8 or half a surrogate pair.
            throw new ModelBundleException($"{BundleManifest.FileName} holds text that is not valid Unicode.", wrong);
        }
    }

    private static YuNetDetector LoadDetector(string folder, BundleFile file, YuNetSettings settings, int threads) =>
        Take(file, LoadModel(folder, file, threads), model => YuNetDetector.FindMismatch(model, settings.LongestSide), model =>
        {
            var detector = new YuNetDetector(model, settings);
            return (detector, ModelProbe.FindMismatch(detector));
        });

    private static FaceEmbedder LoadEmbedder(string folder, BundleRecipe recipe, int threads) =>
        Take(recipe.EmbedderFile, LoadModel(folder, recipe.EmbedderFile, threads), model => FaceEmbedder.FindMismatch(model, recipe.Embedder), model =>
        {
            var embedder = new FaceEmbedder(model, recipe.Embedder);
            if (embedder.TakesSeveral && !ModelProbe.Runs(embedder))
            {
                // An input of any count in front of a graph of one: a common fault of exporters.
                embedder = new FaceEmbedder(model, recipe.Embedder, oneAtATime: true);
            }

            return (embedder, ModelProbe.FindMismatch(embedder, recipe.Dimension));
        });

    /// <summary>Checks what a model says about itself, then what its first run gives; a model that does not fit is disposed.</summary>
    private static T Take<T>(BundleFile file, OnnxModel model, Func<OnnxModel, string?> check, Func<OnnxModel, (T Loaded, string? Mismatch)> create)
    {
        try
        {
            string? mismatch = check(model);
            T? loaded = default;
            if (mismatch is null)
            {
                (loaded, mismatch) = create(model);
            }

            return mismatch is null ? loaded! : throw new ModelBundleException($"{file.Name} does not fit {BundleManifest.FileName}: {mismatch}.");
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static OnnxModel LoadModel(string folder, BundleFile file, int threads)
    {
        byte[] content = ReadFile(folder, file.Name, $"it is {file.Role}.file of {BundleManifest.FileName}");
        string actual = Convert.ToHexStringLower(SHA256.HashData(content));
        if (actual != file.Sha256)
        {
            throw new ModelBundleException(
                $"{file.Name} has SHA-256 {actual}, but {file.Role}.sha256 of {BundleManifest.FileName} is {file.Sha256}: fetch the file again, or write the new hash if the change is meant.");
        }

        if (ModelFileCheck.FindFault(content) is { } fault)
        {
            throw Unusable(fault);
        }

        try
        {
            return new OnnxModel(content, threads);
        }
        catch (NotSupportedException wrong)
        {
            throw Unusable(wrong.Message, wrong);
        }
        catch (OnnxRuntimeException wrong)
        {
            throw Unusable(ModelFileCheck.ExplainRefusal(content), wrong);
        }

        ModelBundleException Unusable(string why, Exception? cause = null) => new($"{file.Name} ({file.Role}.file) cannot be used: {why}.", cause);
    }

    private static byte[] ReadFile(string folder, string name, string role)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, name));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new ModelBundleException($"{name} cannot be read in {folder} ({role}): {missing.Message}", missing);
        }
    }
}
