using System.Reflection;
using FaceFunctions.LocalHost.Tests.Support;
using FaceFunctions.LocalHost.Worker.Protocol;
using Google.Protobuf.Reflection;

namespace FaceFunctions.LocalHost.Tests.Worker;

/// <summary>Compares our own definition of the protocol with the one that is compiled into the worker of the test app.</summary>
public sealed class WorkerProtocolTests
{
    private static readonly FileDescriptor Theirs = LoadTheirs();

    private static readonly FileDescriptor Ours = WorkerReflection.Descriptor;

    public static TheoryData<string> Messages => [.. Ours.MessageTypes.SelectMany(WithNested).Where(message => message.GetOptions()?.MapEntry != true).Select(message => message.FullName)];

    [Fact]
    public void Service_has_the_workers_name_and_streams_both_ways()
    {
        MethodDescriptor ours = Assert.Single(Assert.Single(Ours.Services).Methods);
        MethodDescriptor theirs = Assert.Single(Assert.Single(Theirs.Services).Methods);

        Assert.Equal(theirs.FullName, ours.FullName);
        Assert.Equal((theirs.IsClientStreaming, theirs.IsServerStreaming), (ours.IsClientStreaming, ours.IsServerStreaming));
        Assert.Equal((theirs.InputType.FullName, theirs.OutputType.FullName), (ours.InputType.FullName, ours.OutputType.FullName));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Each_field_has_the_workers_number_name_and_type(string message)
    {
        MessageDescriptor ours = Find(Ours, message);
        MessageDescriptor theirs = Find(Theirs, message);

        Assert.All(ours.Fields.InFieldNumberOrder(), field => Assert.Equal(Describe(theirs.FindFieldByNumber(field.FieldNumber)), Describe(field)));
        Assert.All(ours.EnumTypes, type => Assert.Equal(Values(theirs.EnumTypes.Single(other => other.Name == type.Name)), Values(type)));
    }

    private static string Describe(FieldDescriptor field)
    {
        string type = field.FieldType switch
        {
            FieldType.Message when field.IsMap => $"map of {string.Join(" to ", field.MessageType.Fields.InFieldNumberOrder().Select(Describe))}",
            FieldType.Message => field.MessageType.FullName,
            FieldType.Enum => field.EnumType.FullName,
            var scalar => scalar.ToString(),
        };
        return $"{field.FieldNumber} {field.Name}: {(field.IsRepeated ? "repeated " : "")}{type} {field.RealContainingOneof?.Name}";
    }

    private static IEnumerable<string> Values(EnumDescriptor type) => type.Values.Select(value => $"{value.Number} {value.Name}");

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) => message.NestedTypes.SelectMany(WithNested).Prepend(message);

    private static MessageDescriptor Find(FileDescriptor file, string name) => file.MessageTypes.SelectMany(WithNested).Single(message => message.FullName == name);

    private static FileDescriptor LoadTheirs()
    {
        Assembly worker = Assembly.LoadFrom(Path.Combine(TestApp.BuiltFolder, "Microsoft.Azure.Functions.Worker.Grpc.dll"));
        Type[] types;
        try
        {
            types = worker.GetTypes();
        }
        catch (ReflectionTypeLoadException error)
        {
            types = [.. error.Types.OfType<Type>()]; // What is left out needs assemblies of the worker that no descriptor does.
        }

        return types
            .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetValue(null))
            .OfType<FileDescriptor>()
            .Single(file => file.Services.Count > 0);
    }
}
