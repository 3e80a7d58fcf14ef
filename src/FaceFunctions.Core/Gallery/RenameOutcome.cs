namespace FaceFunctions.Core.Gallery;

/// <summary>What renaming a person came to. The hierarchy is closed.</summary>
public abstract record RenameOutcome
{
    private RenameOutcome()
    {
    }

    /// <summary>Every photo of the person bears the other name now.</summary>
    /// <param name="Photos">Photos that this call found under the old name, or not yet whole under the new one, and that are the other person's now.</param>
    /// <param name="Reenrolled">How many of them had to be analysed again: what was stored of them described an older version, or rested on who they were of.</param>
    /// <param name="Pending">How many of them nothing is stored of: their trigger, or the reconcile pass, enrolls them under the new name.</param>
    public sealed record Renamed(int Photos, int Reenrolled, int Pending) : RenameOutcome;

    /// <summary>The gallery has no photo of the person.</summary>
    public sealed record NotFound : RenameOutcome;

    /// <summary>Somebody bears the new name already, and the two were not to become one; nothing was changed.</summary>
    public sealed record NameTaken : RenameOutcome;
}
