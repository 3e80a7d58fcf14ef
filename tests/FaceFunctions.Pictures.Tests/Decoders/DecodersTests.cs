using System.Reflection;
using FaceFunctions.Testing;
using SixLabors.ImageSharp;

namespace FaceFunctions.Pictures.Tests.Decoders;

#pragma warning disable RS0030 // Banned symbols are named here to show that they are seen, and that without a decoder they do nothing.

/// <summary>No file's bytes reach ImageSharp's decoders: its methods that take them are not called anywhere, cannot be compiled, and would find no decoder.</summary>
public class DecodersTests
{
    private static readonly string[] Verbs = ["Load", "Identify", "DetectFormat", "Decode"];

    [Fact]
    public void No_assembly_of_the_product_calls_a_method_that_decodes()
    {
        string[] assemblies = [.. ProductAssemblies.All()];
        string[] called = [.. assemblies.SelectMany(ProductAssemblies.UsedBy).Where(Decodes)];

        Assert.Empty(called);
        Assert.Contains(assemblies, assembly => ProductAssemblies.UsedBy(assembly).Contains("SixLabors.ImageSharp.Image.WrapMemory"));
    }

    [Fact]
    public void Only_the_library_of_pictures_knows_ImageSharp()
    {
        string[] users = [.. ProductAssemblies.All()
            .Where(assembly => ProductAssemblies.UsedBy(assembly).Any(name => name.StartsWith("SixLabors.", StringComparison.Ordinal)))
            .Select(assembly => Path.GetFileNameWithoutExtension(assembly))];

        Assert.Equal(["FaceFunctions.Pictures"], users);
    }

    [Fact]
    public void A_call_that_decodes_is_seen_in_an_assembly()
    {
        // This one has them: what is asserted of the product's can fail.
        _ = (Action)(() => Image.Load("photo.jpg"));
        _ = (Action)(() => Image.Load<SixLabors.ImageSharp.PixelFormats.Bgra32>("photo.jpg"));
        Assert.NotNull(typeof(SixLabors.ImageSharp.Formats.Png.PngDecoder));

        string[] called = [.. ProductAssemblies.UsedBy(typeof(DecodersTests).Assembly.Location).Where(Decodes)];

        Assert.Equal(["SixLabors.ImageSharp.Formats.Png.PngDecoder", "SixLabors.ImageSharp.Image.Load"], called.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Everything_that_decodes_is_a_banned_symbol()
    {
        HashSet<string> banned = [.. File.ReadLines(Path.Combine(SharedFiles.RepositoryRoot, "BannedSymbols.ImageSharp.txt")).Select(line => line.Split(';')[0])];
        Type[] types = typeof(Image).Assembly.GetExportedTypes();
        IEnumerable<string> methods = types
            .Where(type => type.IsAbstract || type.IsSealed)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(method => TakesBytes(method) || method.GetParameters().Any(parameter => parameter.ParameterType.Name == "IImageDecoder"))
            .Select(SymbolId.Of);
        IEnumerable<string> decoders = types.Where(type => type.Name.EndsWith("Decoder", StringComparison.Ordinal)).Select(type => $"T:{type.FullName}");
        IEnumerable<string> modules = types.Where(type => type.Name.EndsWith("ConfigurationModule", StringComparison.Ordinal)).Select(type => $"T:{type.FullName}");
        string[] decoding = [.. methods, .. decoders, .. modules];

        Assert.InRange(decoding.Length, 100, 200);
        Assert.Empty(decoding.Except(banned));
    }

    [Fact]
    public void The_configuration_has_no_format_and_no_decoder()
    {
        Assert.Empty(ImageSharpSetup.Configuration.ImageFormats);
        Assert.Throws<UnknownImageFormatException>(() => Image.Load(ImageSharpSetup.Configuration, (byte[])[0xFF, 0xD8, 0xFF, 0xE0, .. new byte[100]]));
    }

    private static bool Decodes(string used) =>
        used.StartsWith("SixLabors.ImageSharp.", StringComparison.Ordinal)
        && used != "SixLabors.ImageSharp.Image.LoadPixelData"
        && (Verbs.Any(verb => used[(used.LastIndexOf('.') + 1)..].StartsWith(verb, StringComparison.Ordinal)) || used.Contains("Decoder", StringComparison.Ordinal));

    private static bool TakesBytes(MethodInfo method) =>
        method.DeclaringType == typeof(Image) && method.Name != nameof(Image.LoadPixelData) && Verbs.Any(verb => method.Name.StartsWith(verb, StringComparison.Ordinal));
}
