namespace FaceFunctions.Tests.Telemetry;

/// <summary>A span as it was sent. Field numbers: opentelemetry-proto, trace/v1/trace.proto.</summary>
public sealed record OtlpSpan(string Service, string Name, ulong Kind, string TraceState, IReadOnlyDictionary<string, string> Attributes, int Events, ulong Status, bool HasParent)
{
    public const ulong ServerKind = 2;
    public const ulong ErrorStatus = 2;

    public static IEnumerable<OtlpSpan> ReadAll(byte[] request) =>
        from resource in ProtobufReader.Messages(request, 1)
        let service = ProtobufReader.Messages(resource, 1).Select(one => ProtobufReader.Attributes(one, 1)["service.name"]).Single()
        from scope in ProtobufReader.Messages(resource, 2)
        from span in ProtobufReader.Messages(scope, 2)
        select new OtlpSpan(
            service,
            ProtobufReader.Text(span, 5),
            ProtobufReader.Number(span, 6),
            ProtobufReader.Text(span, 3),
            ProtobufReader.Attributes(span, 9),
            ProtobufReader.Messages(span, 11).Count(),
            ProtobufReader.Messages(span, 15).Select(status => ProtobufReader.Number(status, 3)).FirstOrDefault(),
            ProtobufReader.Messages(span, 4).Any(id => id.Length > 0));
}

/// <summary>A point of a metric as it was sent. Field numbers: opentelemetry-proto, metrics/v1/metrics.proto.</summary>
public sealed record OtlpPoint(string Meter, string Metric, string Unit, IReadOnlyDictionary<string, string> Attributes)
{
    private const int Gauge = 5;
    private const int Sum = 7;
    private const int Histogram = 9;

    public static IEnumerable<OtlpPoint> ReadAll(byte[] request) =>
        from resource in ProtobufReader.Messages(request, 1)
        from scope in ProtobufReader.Messages(resource, 2)
        let meter = ProtobufReader.Messages(scope, 1).Select(one => ProtobufReader.Text(one, 1)).Single()
        from metric in ProtobufReader.Messages(scope, 2)
        from kind in new[] { (Field: Gauge, Attributes: 7), (Field: Sum, Attributes: 7), (Field: Histogram, Attributes: 9) }
        from data in ProtobufReader.Messages(metric, kind.Field)
        from point in ProtobufReader.Messages(data, 1)
        select new OtlpPoint(meter, ProtobufReader.Text(metric, 1), ProtobufReader.Text(metric, 3), ProtobufReader.Attributes(point, kind.Attributes));
}
