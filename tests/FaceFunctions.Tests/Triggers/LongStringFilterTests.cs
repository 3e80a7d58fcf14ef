using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FaceFunctions.Triggers;

namespace FaceFunctions.Tests.Triggers;

public class LongStringFilterTests
{
    private static readonly string[] Pieces = ["a", "Z9", " ", "\"", "\\", "\n", "\u0001", "é", "日本", "😀", "/", "{", "}", "[", "]", ":", ",", "\u2028"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Copy_changes_nothing_but_strings_over_the_limit(int seed)
    {
        var random = new Random(seed);
        byte[] json = Encoding.UTF8.GetBytes(Document(random, depth: 4));
        int limit = random.Next(1, 60);

        byte[] copy = Filter(json, limit, maxChunk: random.Next(1, 40), random);

        // The oracle is the JSON reader: token by token the same, strings a beginning of the original's.
        var before = new Utf8JsonReader(json);
        var after = new Utf8JsonReader(copy);
        while (before.Read())
        {
            Assert.True(after.Read());
            Assert.Equal(before.TokenType, after.TokenType);
            if (before.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || before.ValueSpan.Length <= limit)
            {
                Assert.True(before.ValueSpan.SequenceEqual(after.ValueSpan));
                continue;
            }

            Assert.True(before.ValueSpan.StartsWith(after.ValueSpan));
            Assert.InRange(after.ValueSpan.Length, limit, limit + "\\u0000".Length - 1);
        }

        Assert.False(after.Read());
    }

    [Theory]
    [InlineData("""{"a":"0123456789"}""", 4, """{"a":"0123"}""")]
    [InlineData("""{"a":"012\"456789"}""", 4, """{"a":"012\""}""")]
    [InlineData("""{"a":"012\u00e9456"}""", 4, """{"a":"012\u00e9"}""")]
    [InlineData("""{"a":"\\\\\\\\\\"}""", 3, """{"a":"\\\\"}""")]
    [InlineData("""["","0"]""", 1, """["","0"]""")]
    public void Copy_cuts_at_the_limit_and_never_inside_an_escape(string json, int limit, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(Filter(Encoding.UTF8.GetBytes(json), limit, maxChunk: 3, new Random(1))));

    private static byte[] Filter(byte[] json, int limit, int maxChunk, Random random)
    {
        var filter = new LongStringFilter(limit);
        using var copy = new MemoryStream();
        byte[] buffer = new byte[maxChunk];
        for (int i = 0; i < json.Length;)
        {
            int count = Math.Min(random.Next(1, maxChunk + 1), json.Length - i);
            copy.Write(buffer, 0, filter.Copy(json.AsSpan(i, count), buffer));
            i += count;
        }

        return copy.ToArray();
    }

    private static string Document(Random random, int depth)
    {
        int kind = random.Next(depth > 0 ? 6 : 3);
        return kind switch
        {
            0 => "-12.5e3",
            1 => "null",
            2 or 3 => Text(random),
            4 => $"[{string.Join(", ", Enumerable.Range(0, random.Next(5)).Select(_ => Document(random, depth - 1)))}]",
            _ => $"{{{string.Join(",\n", Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"{Text(random)} : {Document(random, depth - 1)}"))}}}",
        };
    }

    private static string Text(Random random)
    {
        string text = string.Concat(Enumerable.Range(0, random.Next(50)).Select(_ => Pieces[random.Next(Pieces.Length)]));

        // Both spellings of the same text: letters as they are, and \u escapes.
        return JsonSerializer.Serialize(text, random.Next(2) == 0 ? JsonSerializerOptions.Default : Relaxed);
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
