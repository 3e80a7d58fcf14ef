using System.Text.RegularExpressions;

namespace FaceFunctions.Tests.App;

/// <summary>The page's texts, as they lie in the app.</summary>
public sealed partial class PageTextsTests
{
    [Fact]
    public void All_languages_have_the_same_texts_with_the_same_gaps()
    {
        IReadOnlyDictionary<string, string[]> english = Read("en"), chinese = Read("zh");
        Assert.InRange(english.Count, 100, 1000);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal((text.Key, Gaps: string.Join(' ', text.Value)), (text.Key, Gaps: string.Join(' ', chinese[text.Key]))));
    }

    // Gaps of each text of a language, in order of their names.
    private static Dictionary<string, string[]> Read(string language)
    {
        using var reader = new StreamReader(typeof(FaceFunctions.App.AppFunction).Assembly.GetManifestResourceStream("App/Site/texts.js")!);
        string file = reader.ReadToEnd();
        int start = file.IndexOf($"\n  {language}: {{", StringComparison.Ordinal);
        string part = file[start..file.IndexOf("\n  },", start, StringComparison.Ordinal)];
        return TextLine().Matches(part).ToDictionary(
            line => line.Groups[1].Value,
            line => Gap().Matches(line.Groups[2].Value).Select(gap => gap.Value).Order(StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal);
    }

    [GeneratedRegex("^    '([a-z0-9-]+)': (.*)$", RegexOptions.Multiline)]
    private static partial Regex TextLine();

    [GeneratedRegex("\\{[a-z]+\\}")]
    private static partial Regex Gap();
}
