using System.Security.Cryptography;
using System.Text;
using FaceFunctions.Training.Onnx;
using FaceFunctions.Vision.Bundles;
using Microsoft.ML.OnnxRuntime;

namespace FaceFunctions.Training.Tests.Onnx;

/// <summary>What stands in the file, read without the code that wrote it.</summary>
public class OnnxFileTests
{
    private static readonly OnnxModelInfo Info = new()
    {
        GraphName = "small",
        ProducerName = "tests",
        ProducerVersion = "1.2.3",
        Description = "A network for tests; ünïcode.",
        Metadata = new Dictionary<string, string> { ["seed"] = "7", ["data"] = "drawn portraits" },
    };

    [Fact]
    public void ONNX_Runtime_reads_what_the_file_says_about_itself()
    {
        using var session = new InferenceSession(Small(Info));

        ModelMetadata metadata = session.ModelMetadata;
        Assert.Equal("small", metadata.GraphName);
        Assert.Equal("tests", metadata.ProducerName);
        Assert.Equal("A network for tests; ünïcode.", metadata.Description);
        Assert.Equal(new SortedDictionary<string, string> { ["data"] = "drawn portraits", ["seed"] = "7" }, new SortedDictionary<string, string>(metadata.CustomMetadataMap));
        Assert.Equal([-1, 2, 5, 7], session.InputMetadata["picture"].Dimensions);
        Assert.Equal(["N", "", "", ""], session.InputMetadata["picture"].SymbolicDimensions);
        Assert.Equal([-1, 3, 2, 3], session.OutputMetadata["features"].Dimensions);
        Assert.Equal(["N", "", "", ""], session.OutputMetadata["features"].SymbolicDimensions);
    }

    [Fact]
    public void The_bytes_are_those_of_the_specification()
    {
        List<(int Field, long Number, byte[] Bytes)> model = WireReader.Read(Small(Info));

        Assert.Equal([1, 2, 3, 6, 7, 8, 14, 14], model.Select(field => field.Field));
        Assert.Equal(8, model[0].Number);
        Assert.Equal(["tests", "1.2.3", "A network for tests; ünïcode."], model[1..4].Select(field => Encoding.UTF8.GetString(field.Bytes)));
        Assert.Equal([(1, 0), (2, 17)], WireReader.Read(model[5].Bytes).Select(field => (field.Field, (int)field.Number)));
        Assert.Equal(["data", "seed"], model[6..].Select(property => Text(property.Bytes, 1)));

        byte[] graph = model[4].Bytes;
        Assert.Equal("small", Text(graph, 2));
        byte[] node = Only(graph, 1);
        Assert.Equal(["picture", "weights"], WireReader.Read(node).Where(field => field.Field == 1).Select(field => Encoding.UTF8.GetString(field.Bytes)));
        Assert.Equal(["features", "features", "Conv"], new[] { 2, 3, 4 }.Select(field => Text(node, field)));
        byte[] pads = WireReader.Read(node).Where(field => field.Field == 5).Select(field => field.Bytes).Single(bytes => Text(bytes, 1) == "pads");
        Assert.Equal([0L, 0, 0, 0], WireReader.Read(pads).Where(field => field.Field == 8).Select(field => field.Number));
        Assert.Equal([7L], WireReader.Read(pads).Where(field => field.Field == 20).Select(field => field.Number));

        List<(int Field, long Number, byte[] Bytes)> weights = WireReader.Read(Only(graph, 5));
        Assert.Equal([3L, 2, 3, 3], weights.Where(field => field.Field == 1).Select(field => field.Number));
        Assert.Equal([1L], weights.Where(field => field.Field == 2).Select(field => field.Number));
        Assert.Equal(Numbers.Random(1, 3, 2, 3, 3).Floats, WireReader.Floats(weights.Single(field => field.Field == 9).Bytes));
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes()
    {
        byte[] first = Small(Info);
        OnnxModelInfo reordered = Info with { Metadata = new Dictionary<string, string> { ["data"] = "drawn portraits", ["seed"] = "7" } };
        using var stream = new MemoryStream();
        SmallGraph().Write(stream, reordered);

        Assert.Equal(first, Small(Info));
        Assert.Equal(first, stream.ToArray());
    }

    [Fact]
    public void By_default_the_producer_is_this_product()
    {
        using var session = new InferenceSession(Small(new OnnxModelInfo { GraphName = "small" }));

        Assert.Equal("FaceFunctions", session.ModelMetadata.ProducerName);
        Assert.Empty(session.ModelMetadata.CustomMetadataMap);
    }

    [Fact]
    public void A_model_bundle_takes_a_written_embedder()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("facefunctions-test-");
        try
        {
            byte[] model = Embedder();
            File.WriteAllBytes(Path.Combine(folder.FullName, "embedder.onnx"), model);
            File.WriteAllText(Path.Combine(folder.FullName, "bundle.json"), $$"""
                {
                  "name": "written",
                  "embedder": {
                    "file": "embedder.onnx",
                    "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(model))}}",
                    "licence": "MIT",
                    "source": "made by a test",
                    "alignment": "centre",
                    "side": 128,
                    "channels": "gray",
                    "mean": 0,
                    "scale": 255,
                    "flip": "concat",
                    "length": 512
                  },
                  "thresholds": { "match": 0.5, "review": 0.4 }
                }
                """);

            using ModelBundle bundle = ModelBundle.Load(folder.FullName);

            Assert.Equal(512, bundle.Model.Dimension);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Small(OnnxModelInfo info) => SmallGraph().ToArray(info);

    private static OnnxGraphBuilder SmallGraph()
    {
        var graph = new OnnxGraphBuilder();
        OnnxValue picture = graph.Input("picture", 2, 5, 7);
        OnnxValue weights = graph.Constant("weights", Numbers.Random(1, 3, 2, 3, 3).Floats, 3, 2, 3, 3);
        graph.Output(graph.Conv(picture, weights, window: new OnnxWindow(stride: 2), name: "features"));
        return graph;
    }

    /// <summary>Gray 128 x 128 to 256 values.</summary>
    private static byte[] Embedder()
    {
        var graph = new OnnxGraphBuilder();
        OnnxValue value = graph.Input("face", 1, 128, 128);
        value = graph.Conv(value, graph.Constant("w1", Numbers.Random(1, 8, 1, 5, 5).Floats, 8, 1, 5, 5), window: new OnnxWindow(stride: 4, pad: 2));
        value = graph.Conv(graph.Relu(value), graph.Constant("w3", Numbers.Random(3, 8, 8, 2, 2).Floats, 8, 8, 2, 2), window: new OnnxWindow(stride: 4));
        value = graph.Gemm(graph.Flatten(value), graph.Constant("w2", Numbers.Random(2, 256, 512).Floats, 256, 512), transB: true, name: "embedding");
        graph.Output(value);
        return graph.ToArray(new OnnxModelInfo { GraphName = "embedder" });
    }

    private static byte[] Only(byte[] message, int field) => WireReader.Read(message).Single(found => found.Field == field).Bytes;

    private static string Text(byte[] message, int field) => Encoding.UTF8.GetString(Only(message, field));
}
