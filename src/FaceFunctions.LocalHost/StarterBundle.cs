namespace FaceFunctions.LocalHost;

/// <summary>What must be said about the bundle that ships with FaceFunctions.</summary>
internal static class StarterBundle
{
    /// <summary>Its name in bundle.json.</summary>
    public const string Name = "starter";

    /// <summary>What it is for, as a whole sentence.</summary>
    public const string Purpose = "This is the starter bundle, for drawn portraits, demos, tests and load: it has never seen a photo of a real person.";

    /// <summary>What to take for photos of people, as the end of a sentence.</summary>
    public const string ForRealFaces = "dotnet run --project src/FaceFunctions.Cli -- bundle fetch yunet-sface, then --bundle bundles/yunet-sface";

    /// <summary>Both on one line.</summary>
    public const string Note = $"{Purpose} Real faces want: {ForRealFaces}";
}
