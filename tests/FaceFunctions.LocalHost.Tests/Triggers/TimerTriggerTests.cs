using System.Text;
using System.Text.RegularExpressions;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Tests.Support;

namespace FaceFunctions.LocalHost.Tests.Triggers;

public sealed partial class TimerTriggerTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Body_is_that_of_the_real_host()
    {
        using HandlerApp app = new HandlerApp(azurite).WithTimer("* * * * * *", runOnStartup: true);
        await using FunctionsHost host = await app.StartAsync();

        await app.WaitForRequestsAsync(2);

        string[] bodies = [.. app.Received.Take(2).Select(request => Variable().Replace(Encoding.UTF8.GetString(request.Body), "?"))];
        Assert.Equal("/Reconcile", app.Received[0].Target);
        Assert.Equal("""{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"Reconcile","UtcNow":"?","RandGuid":"?"}}}""", bodies[0]);
        Assert.Equal("""{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"?","Next":"?","LastUpdated":"?"},"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"Reconcile","UtcNow":"?","RandGuid":"?"}}}""", bodies[1]);
    }

    [Fact]
    public async Task A_timer_never_overlaps_itself()
    {
        using HandlerApp app = new HandlerApp(azurite).WithTimer("* * * * * *");
        await using FunctionsHost host = await app.StartAsync(options => options with { Settings = new Dictionary<string, string>(options.Settings) { ["HANDLER_ANSWER"] = "wait" } });

        await app.WaitForRequestsAsync(1);
        await Task.Delay(2500, TestContext.Current.CancellationToken); // Time for two more to come, if they would.
        Assert.Single(app.Received);

        app.LetGo();
        await app.WaitForRequestsAsync(3);
    }

    [GeneratedRegex("""(?<=")(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|\+00:00)|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=")""")]
    private static partial Regex Variable();
}
