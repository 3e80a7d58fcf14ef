using System.Reflection;
using System.Reflection.Emit;
using FaceFunctions.LocalHost.Hosting;

namespace FaceFunctions.LocalHost.Tests.Worker;

/// <summary>The folder that talks with workers can be lifted out: nothing in it knows of anything else that is ours.</summary>
public sealed class WorkerFolderTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    [Fact]
    public void Worker_knows_of_nothing_else_that_is_ours() => Assert.Empty(KnownTo("FaceFunctions.LocalHost.Worker"));

    [Fact]
    public void What_is_known_is_found() => Assert.Contains("FaceFunctions.LocalHost.ChildProcess", KnownTo("FaceFunctions.LocalHost.Hosting"));

    // Names of our own types outside of a namespace that code within it names, in signatures or in bodies.
    private static IReadOnlyList<string> KnownTo(string area)
    {
        IEnumerable<Type> types = typeof(FunctionsHost).Assembly.GetTypes().Where(type => IsIn(type, area));
        return [.. types.SelectMany(Named).Where(type => IsIn(type, "FaceFunctions") && !IsIn(type, area)).Select(type => type.FullName!).Distinct().Order(StringComparer.Ordinal)];
    }

    private static bool IsIn(Type type, string area) => type.Namespace == area || type.Namespace?.StartsWith(area + ".", StringComparison.Ordinal) == true;

    private static IEnumerable<Type> Named(Type type)
    {
        IEnumerable<MethodBase> methods = type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared));
        IEnumerable<Type?> all =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(Declared).Select(field => field.FieldType),
            .. methods.SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType),
            .. methods.OfType<MethodInfo>().Select(method => method.ReturnType),
            .. methods.SelectMany(InBody),
        ];
        return all.OfType<Type>().SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType ? Parts(type.GetElementType()!) : type.GetGenericArguments().SelectMany(Parts).Prepend(type);

    private static IEnumerable<Type?> InBody(MethodBase method)
    {
        byte[] code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        Type[] ofType = method.DeclaringType?.GetGenericArguments() ?? [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        for (int at = 0; at < code.Length;)
        {
            OpCode op = Codes[code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at]];
            at += op.Size;
            if (op.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                MemberInfo member = method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod)!;
                yield return member as Type ?? member.DeclaringType;
                foreach (Type argument in member is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : [])
                {
                    yield return argument;
                }
            }

            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
