using System.Security.Cryptography;
using FaceFunctions.Core.Matching;
using FaceFunctions.Testing;
using FaceFunctions.Vision.Bundles;

namespace FaceFunctions.Vision.Tests.Bundles;

public class ModelBundleTests
{
    /// <summary>A property, its wrong value (null: missing) and what the message must contain beside the property.</summary>
    public static TheoryData<string, string?, string> WrongProperties => new()
    {
        { "name", null, "missing" },
        { "name", "\"a name with spaces\"", "1 to 40" },
        { "embedder", null, "missing" },
        { "thresholds", null, "missing" },
        { "thresholds.match", null, "missing" },
        { "thresholds.match", "1.5", "from -1 to 1" },
        { "thresholds.review", "0.5", "from -1 to 0.4" },
        { "detector.kind", "\"scrfd\"", "yunet" },
        { "detector.file", "\"../detector.onnx\"", "own folder" },
        { "detector.file", "\"..\"", "own folder" },
        { "detector.file", "\"missing.onnx\"", "missing.onnx" },
        { "detector.sha256", "\"abc\"", "64 hexadecimal" },
        { "detector.licence", null, "missing" },
        { "detector.source", "\" \"", "missing" },
        { "detector.scoreThreshold", "0", "from 0.01 to 1" },
        { "detector.nmsThreshold", "1.1", "from 0.01 to 1" },
        { "detector.longestSide", "1280", "640 x 640" },
        { "embedder.file", null, "missing" },
        { "embedder.sha256", null, "missing" },
        { "embedder.alignment", "\"three-point\"", "five-point or centre" },
        { "embedder.alignment", "\"centre\"", "detector" },
        { "embedder.side", "128", "112" },
        { "embedder.side", "8", "from 16 to 1024" },
        { "embedder.channels", "\"RGB\"", "rgb or bgr or gray" },
        { "embedder.channels", "\"gray\"", "3" },
        { "embedder.mean", null, "missing" },
        { "embedder.scale", "0", "1 when the model" },
        { "embedder.flip", "\"both\"", "none or sum or concat" },
        { "embedder.length", "512", "128" },
        { "embedder.length", "0", "from 1 to" },
    };

    [Theory]
    [MemberData(nameof(WrongProperties))]
    public void Load_names_the_property_that_is_wrong(string property, string? value, string expected)
    {
        using BundleFolder folder = new BundleFolder().Set(property, value);

        string message = Assert.Throws<ModelBundleException>(() => ModelBundle.Load(folder.Path)).Message;

        Assert.Contains(property, message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "LineNumber: 0")]
    [InlineData("null", "null")]
    [InlineData("[]", "$ must be an object in braces, not a list")]
    [InlineData("{ \"name\": 5 }", "$.name must be text in quotes, not 5")]
    [InlineData("{ \"name\": \"a\", \"name\": \"b\" }", "$.name is there twice")]
    [InlineData("{ \"embedder\": { \"sied\": 112 } }", "$.embedder.sied is unknown; there can be file, sha256,")]
    [InlineData("{ \"embedder\": { \"Side\": 112 } }", "$.embedder.Side is unknown")]
    [InlineData("{ \"embedder\": { \"side\": \"112\" } }", "$.embedder.side must be a whole number without quotes, not \"112\"")]
    [InlineData("{ \"embedder\": { \"length\": 128.5 } }", "$.embedder.length must be a whole number without quotes, not 128.5")]
    [InlineData("{ \"embedder\": { \"length\": 3000000000 } }", "$.embedder.length must be a whole number")]
    [InlineData("{ \"embedder\": { \"mean\": true } }", "$.embedder.mean must be a number without quotes, not true")]
    [InlineData("{ \"embedder\": { \"file\": { } } }", "$.embedder.file must be text in quotes, not an object")]
    [InlineData("{ \"name\": \"\\ud800\" }", "not valid Unicode")]
    [InlineData("{ \"\\ud800\": 1 }", "not valid Unicode")]
    [InlineData("{ \"thresholds\": [] }", "$.thresholds must be an object in braces, not a list")]
    public void Load_says_where_the_manifest_cannot_be_read(string json, string expected)
    {
        using var folder = new BundleFolder();
        File.WriteAllText(folder.File("bundle.json"), json);

        string message = Assert.Throws<ModelBundleException>(() => ModelBundle.Load(folder.Path)).Message;

        Assert.Contains("bundle.json", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("FaceFunctions", message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_accepts_comments_and_a_byte_order_mark()
    {
        using var folder = new BundleFolder();
        File.WriteAllText(folder.File("bundle.json"), "\uFEFF// A comment.\n" + File.ReadAllText(folder.File("bundle.json")));

        using ModelBundle bundle = ModelBundle.Load(folder.Path);

        Assert.Equal(128, bundle.Model.Dimension);
    }

    [Fact]
    public void Load_says_that_a_folder_holds_no_bundle() =>
        Assert.Contains("bundle.json", Assert.Throws<ModelBundleException>(() => ModelBundle.Load(Path.GetTempPath())).Message, StringComparison.Ordinal);

    [Fact]
    public void Load_refuses_a_file_that_changed_and_tells_both_hashes()
    {
        using var folder = new BundleFolder();
        byte[] content = File.ReadAllBytes(folder.File("embedder.onnx"));
        content[^1] ^= 1;
        File.WriteAllBytes(folder.File("embedder.onnx"), content);

        string message = Assert.Throws<ModelBundleException>(() => ModelBundle.Load(folder.Path)).Message;

        Assert.Contains("embedder.onnx", message, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(content)), message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_refuses_a_file_that_is_no_model()
    {
        using var folder = new BundleFolder();
        File.WriteAllText(folder.File("embedder.onnx"), "not a model");
        folder.Set("embedder.sha256", $"\"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.File("embedder.onnx"))))}\"");

        Assert.Contains("embedder.onnx (embedder.file)", Assert.Throws<ModelBundleException>(() => ModelBundle.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_refuses_models_in_each_others_place()
    {
        using var folder = new BundleFolder();
        string detectorHash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.File("detector.onnx"))));
        string embedderHash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(folder.File("embedder.onnx"))));
        using var exchanged = new BundleFolder();

        folder.Set("detector.file", "\"embedder.onnx\"").Set("detector.sha256", $"\"{embedderHash}\"").Set("detector.longestSide", "96");
        exchanged.Set("embedder.file", "\"detector.onnx\"").Set("embedder.sha256", $"\"{detectorHash}\"").Set("embedder.side", "640");

        Assert.Contains("no output cls_8", Assert.Throws<ModelBundleException>(() => ModelBundle.Load(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("12 outputs", Assert.Throws<ModelBundleException>(() => ModelBundle.Load(exchanged.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "\"other\"")]
    [InlineData("detector.scoreThreshold", "0.7")]
    [InlineData("detector.nmsThreshold", "0.4")]
    [InlineData("detector.longestSide", "512")]
    [InlineData("embedder.channels", "\"bgr\"")]
    [InlineData("embedder.mean", "1")]
    [InlineData("embedder.scale", "2")]
    [InlineData("embedder.flip", "\"none\"")]
    public void Id_changes_with_what_changes_vectors(string property, string value)
    {
        using BundleFolder folder = new BundleFolder().Set(property, value);

        Assert.NotEqual(Id(SharedBundle.Folder()), Id(folder.Path));
    }

    [Theory]
    [InlineData("description", "\"Other words.\"")]
    [InlineData("thresholds", "{ \"match\": 0.9, \"review\": 0.1 }")]
    [InlineData("embedder.licence", "\"Other\"")]
    [InlineData("detector.source", "\"Other\"")]
    public void Id_stays_with_what_does_not(string property, string value)
    {
        using BundleFolder folder = new BundleFolder().Set(property, value);

        Assert.Equal(Id(SharedBundle.Folder()), Id(folder.Path));
    }

    [Fact]
    public void Id_differs_between_models_and_is_the_name_with_12_digits()
    {
        string id = Id(SharedBundle.Folder());

        Assert.Matches("^shared-2023mar-sum-[0-9a-f]{12}$", id);
        Assert.NotEqual(id[^12..], Id(SharedBundle.Folder(detector: "dynamic"))[^12..]);
        Assert.NotEqual(id[^12..], Id(SharedBundle.Folder(detector: null))[^12..]);
    }

    [Theory]
    [InlineData("none", 128)]
    [InlineData("sum", 128)]
    [InlineData("concat", 256)]
    public void Model_has_the_dimension_of_the_flip_rule_and_the_thresholds(string flip, int dimension)
    {
        using ModelBundle bundle = ModelBundle.Load(SharedBundle.Folder(flip, match: 0.5, review: 0.25));

        Assert.Equal(dimension, bundle.Model.Dimension);
        Assert.Equal(new MatchThresholds(0.5f, 0.25f), bundle.Model.Thresholds);
        Assert.Equal("MIT", bundle.Manifest.Detector?.Licence);
    }

    private static string Id(string folder)
    {
        using ModelBundle bundle = ModelBundle.Load(folder);
        return bundle.Model.BundleId;
    }
}
