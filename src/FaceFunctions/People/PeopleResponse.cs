namespace FaceFunctions.People;

/// <summary>One page of the people who can be identified, in ordinal order of names.</summary>
/// <param name="People">The people.</param>
/// <param name="Continuation">To be given back for the next page; null on the last.</param>
internal sealed record PeopleResponse(IReadOnlyList<PersonResponse> People, string? Continuation);

/// <summary>A person.</summary>
/// <param name="Person">The name.</param>
/// <param name="Photos">Number of enrolled photos.</param>
internal sealed record PersonResponse(string Person, int Photos);
