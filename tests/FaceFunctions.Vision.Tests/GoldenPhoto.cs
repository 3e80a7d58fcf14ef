using System.Text.Json;
using FaceFunctions.Core.Detection;
using FaceFunctions.Testing;

namespace FaceFunctions.Vision.Tests;

/// <summary>What OpenCV's own YuNet, warp and the shared model gave for a shared photo.</summary>
/// <param name="Photo">File name.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Box">Box of the largest face.</param>
/// <param name="Landmarks">Its landmarks.</param>
/// <param name="FlipSum">Unit embedding of the sum with the mirrored crop.</param>
internal sealed record GoldenPhoto(string Photo, int Width, int Height, PixelBox Box, FaceLandmarks Landmarks, float[] FlipSum)
{
    public static GoldenPhoto[] Read()
    {
        using JsonDocument golden = JsonDocument.Parse(File.ReadAllBytes(SharedFiles.Path("photos/golden.json")));
        return [.. golden.RootElement.EnumerateArray().Select(photo => new GoldenPhoto(
            photo.GetProperty("photo").GetString()!,
            photo.GetProperty("width").GetInt32(),
            photo.GetProperty("height").GetInt32(),
            photo.GetProperty("faces").EnumerateArray().Select(face => ToBox(face.GetProperty("box"))).MaxBy(box => box.Area),
            ToLandmarks(Floats(photo.GetProperty("faces").EnumerateArray().MaxBy(face => ToBox(face.GetProperty("box")).Area).GetProperty("landmarks"))),
            Floats(photo.GetProperty("embedding_flip_sum"))))];
    }

    private static PixelBox ToBox(JsonElement box) => new(box[0].GetSingle(), box[1].GetSingle(), box[2].GetSingle(), box[3].GetSingle());

    private static FaceLandmarks ToLandmarks(float[] p) => new(new(p[0], p[1]), new(p[2], p[3]), new(p[4], p[5]), new(p[6], p[7]), new(p[8], p[9]));

    private static float[] Floats(JsonElement values) => [.. values.EnumerateArray().Select(value => value.GetSingle())];
}
