namespace FaceFunctions.Client;

/// <summary>A person who can be identified.</summary>
/// <param name="Person">The name.</param>
/// <param name="Photos">Enrolled photos.</param>
public sealed record ListedPerson(string Person, int Photos) : Answer;

/// <summary>A person who has another name now.</summary>
/// <param name="Person">The name before.</param>
/// <param name="To">The name now.</param>
/// <param name="Photos">Photos that bear the new name now and did not before.</param>
/// <param name="Reenrolled">How many of them had to be looked at again.</param>
/// <param name="Pending">How many of them still wait to be looked at for the first time.</param>
public sealed record RenamedPerson(string Person, string To, int Photos, int Reenrolled = 0, int Pending = 0) : Answer;
