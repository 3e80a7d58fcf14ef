namespace FaceFunctions.EndToEnd;

/// <summary>A host that is there already, if environment variables name one: then the tests ask it instead of one of their own.</summary>
internal static class GivenHost
{
    private const string UrlVariable = "FACEFUNCTIONS_TEST_URL";
    private const string KeyVariable = "FACEFUNCTIONS_TEST_KEY";
    private const string StorageVariable = "FACEFUNCTIONS_TEST_STORAGE";

    /// <summary>Its address, without <c>/api</c>; null when there is none.</summary>
    public static Uri? Url { get; } = Read(UrlVariable) is { } url ? new Uri(url.TrimEnd('/') + "/") : null;

    /// <summary>A function key or master key; null when it asks for none.</summary>
    public static string? Key => Read(KeyVariable);

    /// <summary>Connection string of the storage account that its triggers watch.</summary>
    public static string Storage => Read(StorageVariable) ?? throw new InvalidOperationException($"{UrlVariable} is set, so {StorageVariable} must be too: the connection string of the storage account that this host watches.");

    /// <summary>Skips the running test when it cannot be done with a host that somebody else started.</summary>
    public static void Skip(string reason) => Assert.SkipWhen(Url is not null, $"Not with the host that {UrlVariable} names: {reason}");

    private static string? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
