namespace FaceFunctions.Cli.Enroll;

/// <summary>What enrolling would do with one file.</summary>
/// <param name="File">Full path on this machine.</param>
/// <param name="Photo">Path in the storage, <c>gallery/ruan/7.jpg</c>.</param>
/// <param name="Change"><c>new</c>, <c>changed</c> or <c>unchanged</c> beside what is stored; <c>not-uploaded</c> where it would not get there.</param>
/// <param name="Person">Whose photo it would be; null when it would not get there.</param>
/// <param name="Status">What the service would make of it: <c>enrolled</c>, <c>refused</c>, <c>no-face</c>, ...; null when nobody was asked. Warnings, which compare it with the gallery, are not foretold.</param>
/// <param name="Reason">Why it would not be enrolled.</param>
internal sealed record DryRunPhoto(string File, string Photo, string Change, string? Person, string? Status, string? Reason)
{
    public const string New = "new";
    public const string Changed = "changed";
    public const string Unchanged = "unchanged";
}
