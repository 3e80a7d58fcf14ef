using System.Reflection;

namespace FaceFunctions.Pictures.Tests.Decoders;

/// <summary>Names methods as the compiler's documentation comments do, which is how banned symbols are written.</summary>
internal static class SymbolId
{
    public static string Of(MethodInfo method)
    {
        string arity = method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";
        string parameters = string.Join(',', method.GetParameters().Select(parameter => Of(parameter.ParameterType)));
        return $"M:{method.DeclaringType!.FullName}.{method.Name}{arity}{(parameters.Length > 0 ? $"({parameters})" : "")}";
    }

    private static string Of(Type type) =>
        type.IsByRef ? $"{Of(type.GetElementType()!)}@"
        : type.IsArray ? $"{Of(type.GetElementType()!)}[]"
        : type.IsGenericMethodParameter ? $"``{type.GenericParameterPosition}"
        : type.IsGenericType ? $"{type.Namespace}.{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}{{{string.Join(',', type.GetGenericArguments().Select(Of))}}}"
        : type.FullName!;
}
