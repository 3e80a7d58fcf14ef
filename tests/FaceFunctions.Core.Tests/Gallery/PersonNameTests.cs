using System.Text;
using FaceFunctions.Core.Gallery;

namespace FaceFunctions.Core.Tests.Gallery;

public class PersonNameTests
{
    [Theory]
    [InlineData("ruan/7.jpg", null, "ruan")]
    [InlineData("ruan/7.jpg", "Zoë", "Zoë")]
    [InlineData("ruan/7.jpg", "", "ruan")]
    [InlineData("ruan/7.jpg", " \t\r\n", "ruan")]
    [InlineData("ruan/7.jpg", "\u0000\u0007", "ruan")]
    [InlineData("ruan/7.jpg", "  Ruan \n", "Ruan")]
    [InlineData("ruan/2026/summer/7.jpg", null, "ruan")]
    [InlineData("sihle.jpg", null, "sihle")]
    [InlineData("sihle.with.dots.jpeg", null, "sihle.with.dots")]
    [InlineData("sihle", null, "sihle")]
    [InlineData(".jpg", null, ".jpg")]
    [InlineData("ruan/.jpg", null, "ruan")]
    [InlineData("王小明/1.png", null, "王小明")]
    [InlineData("محمد.jpg", null, "محمد")]
    [InlineData("👩‍🚀/1.png", null, "👩‍🚀")]
    [InlineData("x.jpg", "Ann/Bo \\ C|D#?%20", "Ann/Bo \\ C|D#?%20")]
    public void Person_is_the_metadata_else_the_first_folder_else_the_file_name(string photo, string? metadata, string expected) =>
        Assert.Equal(expected, PersonName.Of(photo, metadata));

    [Theory]
    [InlineData("/ruan/7.jpg", "ruan")]
    [InlineData("//ruan//7.jpg", "ruan")]
    [InlineData("/sihle.jpg", "sihle")]
    [InlineData("ruan/", "ruan")]
    [InlineData(" / /sihle.jpg", "sihle")]
    [InlineData(" ruan /7.jpg", "ruan")]
    [InlineData("/", "unnamed")]
    [InlineData("///", "unnamed")]
    [InlineData(" ", "unnamed")]
    [InlineData("\u0001/\u0002.jpg", "unnamed")]
    [InlineData("\u0001/ana.jpg", "ana")]
    public void Person_is_found_behind_odd_slashes_and_unprintable_folders(string photo, string expected) =>
        Assert.Equal(expected, PersonName.Of(photo, null));

    [Theory]
    [InlineData("Zoe\u0308", "Zo\u00EB")]
    [InlineData("\u1100\u1161", "\uAC00")]
    [InlineData("a\u0000b\u001Fc\u007Fd\u0085e", "abcde")]
    [InlineData("Zoe\u0000\u0308", "Zo\u00EB")]
    public void Clean_composes_and_drops_control_characters(string name, string expected) => Assert.Equal(expected, PersonName.Clean(name));

    [Fact]
    public void Clean_makes_valid_unicode_of_lone_surrogates()
    {
        Assert.Equal("a\uFFFDb", PersonName.Clean("a\uD83Db"));
        Assert.Equal("\uFFFD", PersonName.Clean("\uDC00"));
    }

    [Theory]
    [InlineData("a\uFFFEb")]
    [InlineData("\uFFFF")]
    [InlineData("\uFDD0")]
    [InlineData("\U0001FFFE")]
    public void Clean_accepts_code_points_that_are_no_characters(string name) => Assert.False(string.IsNullOrEmpty(PersonName.Of("1.jpg", name)));

    [Fact]
    public void Clean_cuts_long_names_to_a_whole_number_of_code_points()
    {
        Assert.Equal(new string('a', 256), PersonName.Of(new string('a', 1020) + ".jpg", null));
        Assert.Equal(string.Concat(Enumerable.Repeat("👩", 128)), PersonName.Of("1.jpg", string.Concat(Enumerable.Repeat("👩", 600))));
        Assert.Equal(new string('a', 255), PersonName.Clean(new string('a', 255) + "👩b"));
        Assert.Equal("ana", PersonName.Clean(new string(' ', 300) + "ana"));
        Assert.Equal(new string('a', 250), PersonName.Clean(new string('a', 250) + new string(' ', 20) + "b"));
    }

    [Fact]
    public void Clean_of_a_long_name_does_not_depend_on_its_form()
    {
        string composed = string.Concat(Enumerable.Repeat("\u00EB", 200));

        Assert.Equal(composed, PersonName.Clean(composed.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("\uFB2C")] // Hebrew shin with dagesh and shin dot: form C has three units.
    [InlineData("\U0001D160")] // A musical note: form C has three code points, six units.
    public void Clean_keeps_the_limit_where_form_C_is_longer_than_the_name(string letter)
    {
        string cleaned = PersonName.Clean(string.Concat(Enumerable.Repeat(letter, 250)));

        Assert.InRange(cleaned.Length, 250, PersonName.MaxLength);
        Assert.True(cleaned.IsNormalized());
    }

    [Fact]
    public void Clean_of_a_cleaned_name_changes_nothing()
    {
        var random = new Random(3);
        string[] alphabet = ["a", " ", "\u0308", "e", "\u0001", "\uD83D", "👩", "\u1100", "\u1161", "\uFB2C", "\u00A0", "\uFFFE", "/"];
        for (int i = 0; i < 2000; i++)
        {
            string name = string.Concat(Enumerable.Range(0, random.Next(400)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            string cleaned = PersonName.Clean(name);

            Assert.Equal(cleaned, PersonName.Clean(cleaned));
            Assert.InRange(cleaned.Length, 0, PersonName.MaxLength);
            Assert.True(cleaned.IsNormalized());
        }
    }

    [Fact]
    public void Person_of_no_photo_is_a_mistake_of_the_caller() => Assert.Throws<ArgumentException>(() => PersonName.Of("", "ana"));
}
