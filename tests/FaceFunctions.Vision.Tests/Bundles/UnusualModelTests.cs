using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Testing;
using FaceFunctions.Training.Onnx.Wire;
using FaceFunctions.Vision.Bundles;
using FaceFunctions.Vision.Tests.Imaging;
using SkiaSharp;

namespace FaceFunctions.Vision.Tests.Bundles;

/// <summary>Models as other exporters write them: what can be used is, the rest is refused in words.</summary>
public class UnusualModelTests
{
    private static readonly string Starter = Path.Combine(SharedFiles.RepositoryRoot, "models", "starter");

    private static readonly string StarterFile = JsonNode.Parse(File.ReadAllText(Path.Combine(Starter, "bundle.json")))!["embedder"]!["file"]!.GetValue<string>();

    [Theory]
    [InlineData("channels last")]
    [InlineData("float16 input")]
    [InlineData("float16 input and output")]
    [InlineData("batch of 3")]
    [InlineData("batch of 16, channels last, float16")]
    [InlineData("hidden batch of one")]
    public async Task Load_takes_an_embedder_that_is_exported_in_another_way(string kind)
    {
        int side = Manifest(Starter)["embedder"]!["side"]!.GetValue<int>();
        using TemporaryBundle edited = Edited(model =>
        {
            switch (kind)
            {
                case "channels last":
                    EditedModel.ChannelsLast(model);
                    break;
                case "float16 input":
                    EditedModel.InputOf(model, EditedModel.Float16);
                    break;
                case "float16 input and output":
                    EditedModel.InputOf(model, EditedModel.Float16);
                    EditedModel.HalfOutputs(model);
                    break;
                case "batch of 3":
                    EditedModel.Batch(model, 3);
                    break;
                case "hidden batch of one":
                    EditedModel.HiddenBatchOfOne(model, 1, side);
                    break;
                default:
                    EditedModel.Batch(model, 16);
                    EditedModel.ChannelsLast(model);
                    EditedModel.InputOf(model, EditedModel.Float16);
                    break;
            }
        });
        using PhotoAnalyzer plain = Analyzers.Create(Starter);
        using PhotoAnalyzer other = Analyzers.Create(edited.Path);
        byte[] photo = Pictures.Quarters(300, 200).ToFile(SKEncodedImageFormat.Png);

        PhotoAnalysis.FacesFound expected = await plain.FindAsync(photo);
        PhotoAnalysis.FacesFound actual = await other.FindAsync(photo);

        Assert.True(Collage.Cosine(expected.Faces[0].Embedding.Values, actual.Faces[0].Embedding.Values) > (kind.Contains("float16", StringComparison.Ordinal) ? 0.999 : 0.99999));
    }

    [Theory]
    [InlineData("2023mar", "channels last")]
    [InlineData("dynamic", "channels last")]
    [InlineData("2023mar", "float16")]
    [InlineData("dynamic", "batch of 2")]
    public async Task Load_takes_a_detector_that_is_exported_in_another_way(string detector, string kind)
    {
        using var folder = new BundleFolder(detector);
        Write(folder.Path, "detector", EditedModel.Edit(File.ReadAllBytes(folder.File("detector.onnx")), model =>
        {
            switch (kind)
            {
                case "channels last":
                    EditedModel.ChannelsLast(model);
                    break;
                case "float16":
                    EditedModel.InputOf(model, EditedModel.Float16);
                    break;
                default:
                    EditedModel.Batch(model, 2);
                    break;
            }
        }));
        using PhotoAnalyzer plain = Analyzers.Create(SharedBundle.Folder(detector: detector));
        using PhotoAnalyzer other = Analyzers.Create(folder.Path);

        PhotoAnalysis.FacesFound expected = await plain.FindAsync("img5.jpg");
        PhotoAnalysis.FacesFound actual = await other.FindAsync("img5.jpg");

        Assert.Equal(expected.Faces.Count, actual.Faces.Count);
        Assert.Equal(1, expected.Faces[0].Face.Box.IntersectionOverUnion(actual.Faces[0].Face.Box), 0.01);
        Assert.True(Collage.Cosine(expected.Faces[0].Embedding.Values, actual.Faces[0].Embedding.Values) > 0.999);
    }

    [Theory]
    [InlineData("external weights", "its weights lie in a file of their own (weights.data)", "save_as_external_data=False")]
    [InlineData("batch of 64", "takes exactly 64 images at once", "a batch of one or of any size")]
    [InlineData("bytes", "its input is uint8", "float32 or float16")]
    [InlineData("foreign operator", "operators that ONNX Runtime does not have (acme.", "standard operators only")]
    [InlineData("newer operators", "operators of version 999", "opset 17")]
    public void Load_says_what_a_model_has_that_cannot_be_used_and_what_to_do(string kind, string what, string advice)
    {
        using TemporaryBundle edited = Edited(model =>
        {
            switch (kind)
            {
                case "external weights":
                    EditedModel.ExternalWeights(model, "weights.data");
                    break;
                case "batch of 64":
                    EditedModel.Batch(model, 64);
                    break;
                case "bytes":
                    EditedModel.InputOf(model, EditedModel.UInt8);
                    break;
                case "foreign operator":
                    EditedModel.ForeignOperator(model, "acme");
                    break;
                default:
                    model.OpsetImport[0].Version = 999;
                    break;
            }
        });

        AssertRefused(edited, what, advice);
    }

    [Theory]
    [InlineData("", "is empty", "fetch")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", "Git LFS pointer", "git lfs pull")]
    [InlineData("<!DOCTYPE html><html></html>", "web page", "download the file itself")]
    [InlineData("PK\u0003\u0004archive", "PyTorch file or an archive", "torch.onnx.export")]
    [InlineData("0000TFL3", "TensorFlow Lite", "tf2onnx")]
    [InlineData("not a model", "no ONNX model, or only a part of one", "fetch or export it again")]
    public void Load_says_what_a_file_is_that_is_no_model(string content, string what, string advice)
    {
        using var bundle = new TemporaryBundle(Encoding.Latin1.GetBytes(content));

        AssertRefused(bundle, what, advice);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void Load_says_that_only_a_part_of_a_model_is_there(double part)
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(Starter, StarterFile));
        using var bundle = new TemporaryBundle(whole[..(int)(whole.Length * part)]);

        AssertRefused(bundle, "only a part of one", "fetch or export it again");
    }

    private static void AssertRefused(TemporaryBundle bundle, string what, string advice)
    {
        string message = Assert.Throws<ModelBundleException>(() => ModelBundle.Load(bundle.Path)).Message;

        Assert.Contains(StarterFile, message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
        foreach (string raw in (string[])["ErrorCode", "onnxruntime::", "protobuf", "Exception", "\n"])
        {
            Assert.DoesNotContain(raw, message, StringComparison.Ordinal);
        }
    }

    private static TemporaryBundle Edited(Action<ModelProto> change) =>
        new(EditedModel.Edit(File.ReadAllBytes(Path.Combine(Starter, StarterFile)), change));

    private static JsonNode Manifest(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "bundle.json")))!;

    private static void Write(string folder, string role, byte[] model)
    {
        JsonNode manifest = Manifest(folder);
        File.WriteAllBytes(Path.Combine(folder, manifest[role]!["file"]!.GetValue<string>()), model);
        manifest[role]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(model));
        File.WriteAllText(Path.Combine(folder, "bundle.json"), manifest.ToJsonString());
    }

    /// <summary>The starter with another embedder.</summary>
    private sealed class TemporaryBundle : IDisposable
    {
        public TemporaryBundle(byte[] embedder)
        {
            File.Copy(System.IO.Path.Combine(Starter, "bundle.json"), System.IO.Path.Combine(Path, "bundle.json"));
            Write(Path, "embedder", embedder);
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("facefunctions-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
