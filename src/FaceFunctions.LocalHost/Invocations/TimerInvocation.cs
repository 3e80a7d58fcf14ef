using System.Text.Json;
using System.Text.Json.Nodes;
using FaceFunctions.LocalHost.Hosting;
using FaceFunctions.LocalHost.Worker;

namespace FaceFunctions.LocalHost.Invocations;

/// <summary>What a timer hands to its function.</summary>
internal static class TimerInvocation
{
    /// <summary>Describes one call.</summary>
    /// <param name="function">The function.</param>
    /// <param name="status">When it was and will be due; null when its schedule is not kept.</param>
    /// <param name="isPastDue">Whether a time passed while no host ran.</param>
    /// <param name="utcNow">Now.</param>
    public static WorkerInvocation Describe(FunctionDefinition.Timer function, TimerStatus? status, bool isPastDue, DateTimeOffset utcNow) => new(
        function.Name,
        function.BindingName,
        WorkerInvocation.Json(new JsonObject
        {
            ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
            ["ScheduleStatus"] = JsonSerializer.SerializeToNode(status),
            ["IsPastDue"] = isPastDue,
        }),
        utcNow);
}
