using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.Tests.Support;

/// <summary>An invocation for middleware: of a trigger, or of an HTTP request.</summary>
public sealed class TestInvocation(HttpContext? http = null, CancellationToken cancelled = default) : FunctionContext
{
    // Where the worker's ASP.NET Core integration keeps the request.
    private const string HttpKey = "HttpRequestContext";

    public override IDictionary<object, object> Items { get; set; } = http is null ? new Dictionary<object, object>() : new Dictionary<object, object> { [HttpKey] = http };

    public override CancellationToken CancellationToken => cancelled;

    public override string InvocationId => "";

    public override string FunctionId => "";

    public override TraceContext TraceContext => throw new NotSupportedException();

    public override BindingContext BindingContext => throw new NotSupportedException();

    public override RetryContext RetryContext => throw new NotSupportedException();

    public override IServiceProvider InstanceServices { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override FunctionDefinition FunctionDefinition => throw new NotSupportedException();

    public override IInvocationFeatures Features => throw new NotSupportedException();
}
