using System.Text;
using FaceFunctions.Tests.Support;
using FaceFunctions.Triggers;

namespace FaceFunctions.Tests.Triggers;

public class BlobTriggerPayloadTests
{
    private const string AzuriteUri = "http://127.0.0.1:10000/devstoreaccount1/gallery/2026/a%20b/%C3%A9t%C3%A9.jpg";
    private const string Name = "2026/a b/été.jpg";

    // Copied from the host's recorded body; HostPayload makes the like, so this one is kept literally.
    private const string Recorded =
        """
        {"Data":{"photo":"/9j/4AAQSkZJRgD7"},
         "Metadata":{"Uri":"\"http://127.0.0.1:10000/devstoreaccount1/gallery/2026/a%20b/%C3%A9t%C3%A9.jpg\"",
          "Properties":{"LastModified":"2026-11-23T17:23:17+00:00","ContentLength":12,"ContentType":"image/jpeg","ETag":{},"Metadata":{"album":"wedding"}},
          "Metadata":{"album":"wedding"},"name":"\"2026/a b/été.jpg\"",
          "sys":{"MethodName":"EnrollPhoto","UtcNow":"2026-11-23T17:23:17.8699917Z","RandGuid":"70175d1e-dfa2-476b-b29e-fbd602e3caa2"}}}
        """;

    [Fact]
    public void TryParse_reads_the_recorded_body()
    {
        BlobTriggerPayload payload = Parse(Recorded);
        Assert.Equal(AzuriteUri, payload.Uri!.AbsoluteUri);
        Assert.Equal(Name, payload.Name);
        Assert.Equal(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A, 0x46, 0x49, 0x46, 0, 0xFB }, payload.Content!.Value.ToArray());
    }

    [Fact]
    public void TryParse_reads_a_deferred_binding_as_no_content() =>
        Assert.Null(Parse(HostPayload.Blob("EnrollPhoto", AzuriteUri, Name)).Content);

    [Fact]
    public void TryParse_accepts_strings_that_are_encoded_once()
    {
        BlobTriggerPayload payload = Parse($$$"""{"Data":{},"Metadata":{"Uri":"{{{AzuriteUri}}}","name":"{{{Name}}}"}}""");
        Assert.Equal(AzuriteUri, payload.Uri!.AbsoluteUri);
        Assert.Equal(Name, payload.Name);
    }

    [Theory]
    [InlineData("\"quoted\".jpg")]
    [InlineData("\"quoted\"")]
    [InlineData("back\\slash.jpg")]
    [InlineData("new\nline\t.jpg")]
    [InlineData("😀/👩‍👩‍👧.jpg")]
    [InlineData("100%25 #1?+.jpg")]
    public void TryParse_takes_the_inner_of_a_name_that_was_encoded_twice(string name) =>
        Assert.Equal(name, Parse(HostPayload.Blob("EnrollPhoto", AzuriteUri, name)).Name);

    [Theory]
    [InlineData("\"\\\"a\\\"b\\\"\"", "\"a\"b\"")]
    [InlineData("\"\\\"\\\\ud800\\\"\"", "\"\\ud800\"")]
    public void TryParse_keeps_a_name_in_quotes_that_is_no_JSON(string json, string name) =>
        Assert.Equal(name, Parse($$$"""{"Data":{},"Metadata":{"name":{{{json}}}}}""").Name);

    [Theory]
    [InlineData("not base64!")]
    [InlineData("abc")]
    public void TryParse_takes_text_that_is_no_base64_as_no_content(string text) =>
        Assert.Null(Parse($$$"""{"Data":{"photo":"{{{text}}}"},"Metadata":{"name":"x"}}""").Content);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"Data":{}}""")]
    [InlineData("""{"Metadata":{"name":"x"}}""")]
    [InlineData("""{"Data":[],"Metadata":{"name":"x"}}""")]
    [InlineData("""{"Data":{},"Metadata":"x"}""")]
    [InlineData("""{"Data":{},"Metadata":{}}""")]
    [InlineData("""{"Data":{},"Metadata":{"Uri":17,"name":{}}}""")]
    [InlineData("""{"Data":{},"Metadata":{"Uri":"not an address"}}""")]
    [InlineData("""{"Data":{},"Metadata":{"name":"\ud800"}}""")]
    public void TryParse_refuses_what_is_not_of_the_hosts_making(string json) =>
        Assert.False(BlobTriggerPayload.TryParse(Encoding.UTF8.GetBytes(json), "photo", out _));

    [Fact]
    public void TryParse_refuses_text_that_is_no_UTF8()
    {
        byte[] json = Encoding.UTF8.GetBytes("""{"Data":{"photo":"#"},"Metadata":{"name":"#","Uri":"#"}}""");
        json.AsSpan().Replace((byte)'#', (byte)0xFF);
        Assert.False(BlobTriggerPayload.TryParse(json, "photo", out _));
    }

    private static BlobTriggerPayload Parse(string json)
    {
        Assert.True(BlobTriggerPayload.TryParse(Encoding.UTF8.GetBytes(json), "photo", out BlobTriggerPayload payload));
        return payload;
    }
}
