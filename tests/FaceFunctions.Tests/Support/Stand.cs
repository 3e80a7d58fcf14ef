using System.Reflection;

namespace FaceFunctions.Tests.Support;

/// <summary>An object of an interface, every call of which is answered by one function: for tests that care only how often something is asked.</summary>
public class Stand : DispatchProxy
{
    private Func<object?> _answer = () => null;

    /// <summary>Makes one.</summary>
    public static T In<T>(Func<object?> answer)
        where T : class
    {
        T stand = Create<T, Stand>();
        ((Stand)(object)stand)._answer = answer;
        return stand;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer();
}
