using FaceFunctions.Core.Detection;
using FaceFunctions.Testing;
using FaceFunctions.Vision.Bundles;
using FaceFunctions.Vision.Detection;
using FaceFunctions.Vision.Imaging;
using FaceFunctions.Vision.Onnx;
using FaceFunctions.Vision.Tests.Imaging;

namespace FaceFunctions.Vision.Tests.Detection;

public class YuNetDetectorTests(ITestOutputHelper output)
{
    /// <summary>Where docs/decisions/0015-small-faces.md has its table from: how large a face must be seen to be found, and to be found exactly.</summary>
    [Theory]
    [InlineData("2023mar")]
    [InlineData("dynamic")]
    public void Detect_finds_every_face_of_20_pixels_and_its_landmarks_at_40(string detector)
    {
        string file = SharedFiles.Path($"models/face_detection_yunet_{(detector == "dynamic" ? "n_dynamic" : detector)}.onnx");
        using var model = new OnnxModel(File.ReadAllBytes(file), 1);
        using ModelBundle bundle = ModelBundle.Load(SharedBundle.Folder(detector: detector));
        GoldenPhoto[] photos = [.. GoldenPhoto.Read().Where((_, i) => i % 2 == 0)];
        var cosines = new Dictionary<int, List<double>>();
        foreach (GoldenPhoto golden in photos)
        {
            using EncodedPhoto encoded = EncodedPhoto.Open(File.ReadAllBytes(SharedFiles.Path($"photos/{golden.Photo}")), Decoding.Limits, out _)!;
            using DecodedPhoto photo = encoded.Decode(1, out _)!;
            float[] reference = Embed(bundle.Detector!.Detect(photo, golden.Width, golden.Height).MaxBy(face => face.Face.Box.Area).Face);
            foreach (int side in (int[])[12, 16, 20, 32, 40, 64])
            {
                // The model belongs to all of them, and stays.
                var small = new YuNetDetector(model, new YuNetSettings(0.6f, 0.3f, (int)(side / golden.Box.Width * Math.Max(golden.Width, golden.Height))));
                List<double> found = cosines.TryGetValue(side, out List<double>? known) ? known : cosines[side] = [];
                found.AddRange(small.Detect(photo, golden.Width, golden.Height)
                    .Where(face => face.Face.Box.IntersectionOverUnion(golden.Box) > 0.3)
                    .Take(1)
                    .Select(face => Collage.Cosine(reference, Embed(face.Face))));
            }

            float[] Embed(DetectedFace face) =>
                bundle.Embedder.Embed([bundle.Aligner.Draw(photo, bundle.Aligner.Locate(face, golden.Width, golden.Height)!.Value)])[0].Values.ToArray();
        }

        foreach ((int side, List<double> found) in cosines)
        {
            found.Sort();
            output.WriteLine($"{detector}, {side} pixels: {found.Count} of {photos.Length}, cosine {found[0]:0.00} at least, {found[found.Count / 2]:0.00} in the middle");
        }

        Assert.All(cosines.Where(one => one.Key >= 20), one => Assert.Equal(photos.Length, one.Value.Count));
        Assert.All(cosines.Where(one => one.Key >= ScaledFace.ClearSide), one => Assert.True(one.Value[one.Value.Count / 10] > 0.85 && one.Value[one.Value.Count / 2] > 0.95));
    }
}
