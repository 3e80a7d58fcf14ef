using System.Numerics;
using FaceFunctions.Vision.Detection;
using FaceFunctions.Vision.Embedding;
using FaceFunctions.Vision.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Vision.Bundles;

/// <summary>Runs freshly loaded models once: what they really give is checked, and the first photo does not pay for the first run.</summary>
internal static class ModelProbe
{
    /// <summary>Runs a detector on a picture without faces.</summary>
    /// <returns>One sentence; null when it runs.</returns>
    public static string? FindMismatch(IFaceDetector detector)
    {
        using DecodedPhoto photo = new(64, 64, Matrix3x2.Identity, 1);
        unsafe
        {
            new Span<byte>((void*)photo.Pixels, 64 * 64 * DecodedPhoto.BytesPerPixel).Fill(128);
        }

        try
        {
            detector.Detect(photo, photo.Width, photo.Height);
            return null;
        }
        catch (Exception fault) when (fault is OnnxRuntimeException or ArgumentException)
        {
            return Explain(fault);
        }
    }

    /// <summary>Whether an embedder can be run on two crops at once.</summary>
    public static bool Runs(FaceEmbedder embedder)
    {
        try
        {
            embedder.Embed([Pattern(embedder.Settings.Side, 7), Pattern(embedder.Settings.Side, 11)]);
            return true;
        }
        catch (OnnxRuntimeException)
        {
            return false;
        }
        catch (ArgumentException)
        {
            // It runs; what it gives is judged by FindMismatch.
            return true;
        }
    }

    /// <summary>Runs an embedder on two crops, so that a batch that cannot grow is seen.</summary>
    /// <returns>One sentence that names the manifest's property; null when it gives what the manifest says.</returns>
    public static string? FindMismatch(FaceEmbedder embedder, int dimension)
    {
        EmbedderSettings settings = embedder.Settings;
        BgrImage[] crops = [Pattern(settings.Side, 7), Pattern(settings.Side, 11)];
        try
        {
            int actual = embedder.Embed(crops)[0].Dimension;
            return actual == dimension ? null
                : $"embedder.length is {dimension}, but with flip {settings.Flip.ToString().ToLowerInvariant()} an embedding has {actual} values";
        }
        catch (Exception fault) when (fault is OnnxRuntimeException or ArgumentException)
        {
            return Explain(fault);
        }
    }

    private static string Explain(Exception fault) => fault is OnnxRuntimeException
        ? "its graph cannot be run on the pictures that its own input asks for, perhaps because a shape was fixed inside when it was exported; export it anew, and test the file with onnxruntime"
        : "what it gives for a first picture is not what such a model gives (no numbers, or not as many as they must be); check how it was exported";

    private static BgrImage Pattern(int side, int factor)
    {
        var image = new BgrImage(side, side);
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = (byte)(i * factor % 251);
        }

        return image;
    }
}
