using FaceFunctions.Cli.Storage;

namespace FaceFunctions.Cli.Tests.Storage;

public class GalleryConnectionTests
{
    [Theory]
    [InlineData("UseDevelopmentStorage=true")]
    [InlineData("DefaultEndpointsProtocol=https;AccountName=faces;AccountKey=c2VjcmV0;EndpointSuffix=core.windows.net")]
    [InlineData("https://faces.blob.core.windows.net")]
    [InlineData("https://faces.blob.core.windows.net/?sv=2025-01-05&ss=bt&srt=sco&sp=rl&sig=c2lnbmF0dXJl")]
    public void Connect_takes_what_the_other_commands_take(string connection) =>
        Assert.True(GalleryConnection.Connect(connection, TimeProvider.System).Uris.TryParseOwn(Blob(connection), out _));

    [Theory]
    [InlineData("https://photos.example.org")]
    [InlineData("BlobEndpoint=https://faces.blob.core.windows.net/;SharedAccessSignature=sig=c2VjcmV0")]
    [InlineData("nonsense=c2VjcmV0")]
    public void Connect_says_what_is_missing_and_repeats_no_key(string connection)
    {
        CliException error = Assert.Throws<CliException>(() => GalleryConnection.Connect(connection, TimeProvider.System));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("--connection", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", error.Message, StringComparison.Ordinal);
    }

    private static Uri Blob(string connection) => new(connection.StartsWith("Use", StringComparison.Ordinal)
        ? "http://127.0.0.1:10000/devstoreaccount1/gallery/a.jpg"
        : "https://faces.blob.core.windows.net/gallery/a.jpg");
}
