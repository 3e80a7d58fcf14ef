using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Tests.Hosting;

public sealed class FunctionDefinitionTests
{
    [Fact]
    public void A_blob_trigger_is_read()
    {
        var blob = Assert.IsType<FunctionDefinition.Blob>(Read("""{"name":"photo","type":"blobTrigger","direction":"In","path":"%WHERE%/{name}","connection":"GalleryConnection","properties":{"supportsDeferredBinding":"True"}}"""));

        Assert.Equal(("One", "photo", "gallery/{name}", "GalleryConnection"), (blob.Name, blob.BindingName, blob.Path.ToString(), blob.Connection));
    }

    [Fact]
    public void A_timer_is_read()
    {
        var timer = Assert.IsType<FunctionDefinition.Timer>(Read("""{"name":"timer","type":"timerTrigger","direction":"In","schedule":"0 */5 * * * *","runOnStartup":true,"useMonitor":false}"""));

        Assert.Equal(("timer", "0 */5 * * * *", true, false), (timer.BindingName, timer.Schedule.ToString(), timer.RunOnStartup, timer.UseMonitor));
    }

    [Theory]
    [InlineData("""{"name":"request","type":"httpTrigger","authLevel":"Function","methods":["get"],"route":"photos/{*path}"}""", "photos/{*path}", "get", false)]
    [InlineData("""{"name":"request","type":"httpTrigger","authLevel":"Anonymous"}""", "One", "", true)]
    public void An_HTTP_trigger_is_read(string binding, string route, string methods, bool isAnonymous)
    {
        var http = Assert.IsType<FunctionDefinition.Http>(Read(binding, """{"name":"$return","type":"http","direction":"Out"}"""));

        Assert.Equal((route, methods, isAnonymous), (http.Route, string.Join(',', http.Methods), http.IsAnonymous));
    }

    [Theory]
    [InlineData("""{"type":"queueTrigger","name":"item"}""", "plays no triggers but")]
    [InlineData("""{"type":"blob","direction":"Out","name":"result"}""", "plays no bindings but")]
    [InlineData("""{"type":"http","direction":"Out","name":"$return"}""", "has no trigger")]
    [InlineData("""{"type":"blobTrigger","name":"photo","path":"gallery","properties":{"supportsDeferredBinding":true}}""", "container/{name}")]
    [InlineData("""{"type":"blobTrigger","name":"photo","path":"gallery/{name}"}""", "Storage.Blobs 6 or later")]
    [InlineData("""{"type":"blobTrigger","name":"photo","path":"%NOWHERE%/{name}","properties":{"supportsDeferredBinding":true}}""", "%NOWHERE%")]
    [InlineData("""{"type":"timerTrigger","name":"timer","schedule":"often"}""", "NCRONTAB")]
    public void What_cannot_be_played_is_told(string binding, string message) =>
        Assert.Contains(message, Assert.Throws<LocalHostException>(() => Read(binding)).Message, StringComparison.Ordinal);

    private static FunctionDefinition Read(params string[] bindings) => FunctionDefinition.From(new WorkerFunction("One", bindings), name => name == "WHERE" ? "gallery" : null);
}
