namespace FaceFunctions.People;

/// <summary>What renaming a person did.</summary>
/// <param name="Person">The old name, as it was compared.</param>
/// <param name="To">The new name, as it is stored.</param>
/// <param name="Photos">Photos that bear the new name now and did not, or not wholly, before.</param>
/// <param name="Reenrolled">How many of them had to be analysed again.</param>
/// <param name="Pending">How many of them wait for their trigger: nothing was recorded about them yet.</param>
internal sealed record RenamedResponse(string Person, string To, int Photos, int Reenrolled, int Pending);
