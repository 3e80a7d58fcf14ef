namespace FaceFunctions.LocalHost.Demo;

/// <summary>Names for people who do not exist. Each is given to women and men alike, because a drawn person says nothing of that.</summary>
internal static class FirstNames
{
    /// <summary>All names, each once.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Alex", "Amal", "Andrea", "Ari", "Ariel", "Ashley", "Avery", "Blake", "Casey", "Charlie", "Chris", "Dana",
        "Devon", "Dominique", "Eden", "Ellis", "Emery", "Finley", "Harper", "Hikaru", "Jamie", "Jesse", "Jordan", "Jules",
        "Kai", "Kerry", "Kim", "Kit", "Lee", "Logan", "Lou", "Luca", "Maxime", "Micha", "Mika", "Morgan",
        "Nikita", "Noa", "Noor", "Parker", "Quinn", "Rene", "Riley", "Robin", "Rory", "Rowan", "Sam", "Sasha",
        "Sidney", "Sky", "Tali", "Taylor", "Toni", "Val", "Yuri", "Zion",
    ];

    /// <summary>Picks names, none of them twice; the same seed picks the same.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="count">How many, up to all.</param>
    public static string[] Pick(ulong seed, int count)
    {
        string[] names = [.. All];
        new Random((int)seed).Shuffle(names);
        return names[..count];
    }
}
