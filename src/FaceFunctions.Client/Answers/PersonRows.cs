namespace FaceFunctions.Client;

/// <summary>A person who can be identified.</summary>
/// <param name="Person">The name.</param>
/// <param name="Photos">Enrolled photos.</param>
public sealed record ListedPerson(string Person, int Photos) : Answer;

/// <summary>A person who has another name now.</summary>
/// <param name="Person">The name before.</param>
/// <param name="To">The name now.</param>
/// <param name="Photos">Photos that were moved to it.</param>
/// <param name="Reenrolled">Photos that must be looked at anew.</param>
public sealed record RenamedPerson(string Person, string To, int Photos, int Reenrolled = 0) : Answer;
