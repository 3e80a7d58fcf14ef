namespace FaceFunctions.Client;

/// <summary>Why there is no answer, for callers who do different things about it.</summary>
public enum FaceFunctionsFailure
{
    /// <summary>The service answered with a problem of its own: <see cref="FaceFunctionsException.Kind"/> says which.</summary>
    Problem,

    /// <summary>The caller is not let in: the key or the token is missing, wrong or of another app.</summary>
    AccessRefused,

    /// <summary>Something else answered, or a service of another version: the address is probably wrong.</summary>
    NotTheService,

    /// <summary>Nothing answers there, the connection broke, or what stands in front of the service says that it is away.</summary>
    Unreachable,

    /// <summary>There was no answer in time.</summary>
    TimedOut,

    /// <summary>
    /// The answer to a try that changes something was lost, and the next try was refused in a way that the first may itself have caused: whether the change was made by this call, only a look can tell.
    /// </summary>
    OutcomeUnknown,
}
