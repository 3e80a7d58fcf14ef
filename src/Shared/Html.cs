using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace FaceFunctions.Shared;

/// <summary>A piece of HTML. Made of a text with holes, of which every one is escaped that is not HTML itself: nothing can be forgotten.</summary>
internal readonly record struct Html
{
    private static readonly Formatter Escaping = new();

    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    /// <summary>Fills the holes of a text. HTML, and lists of HTML, go in as they are.</summary>
    public static Html Of(FormattableString text) => new(text.ToString(Escaping));

    /// <summary>A text that is HTML as it stands.</summary>
    public static Html Raw(string markup) => new(markup);

    /// <inheritdoc/>
    public override string ToString() => _markup ?? "";

    private sealed class Formatter : IFormatProvider, ICustomFormatter
    {
        private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            Html html => html.ToString(),
            IEnumerable<Html> list => string.Concat(list),
            IFormattable value => Encoder.Encode(value.ToString(format, CultureInfo.InvariantCulture)),
            _ => Encoder.Encode(arg?.ToString() ?? ""),
        };
    }
}
