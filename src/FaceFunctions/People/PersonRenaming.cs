using FaceFunctions.Core.Gallery;
using FaceFunctions.Http;

namespace FaceFunctions.People;

/// <summary>Answers requests to rename a person: <c>to</c>, and <c>merge</c> where the name may be somebody's already.</summary>
public sealed class PersonRenaming(Renamer renamer)
{
    private const string Ending = "/rename";
    private const string To = "to";

    /// <summary>The person whom a path wants renamed; null when it wants none. The end of a path that is posted to always means so: a person whose own name ends in it has an address in the query.</summary>
    /// <param name="name">What follows <c>/api/people/</c>.</param>
    internal static string? PersonOf(string name) => name.Length > Ending.Length && name.EndsWith(Ending, StringComparison.Ordinal) ? name[..^Ending.Length] : null;

    /// <summary>Renames.</summary>
    /// <param name="person">The person, as named by the request.</param>
    /// <param name="parameter">The parameter that named the person.</param>
    /// <param name="query">The other parameters.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    internal async Task<Answer> AnswerAsync(string person, string parameter, IQueryCollection query, CancellationToken cancellationToken)
    {
        bool merge = false;
        if ((Query.ReadName(query, To, out string to) ?? Query.ReadFlag(query, "merge", out merge)) is { } problem)
        {
            return Answer.Of(problem);
        }

        (string from, to) = (PersonName.Clean(person), PersonName.Clean(to));
        if ((from.Length == 0 ? parameter : to.Length == 0 ? To : null) is { } empty)
        {
            return Answer.Of(Problem.BadParameter(empty, $"'{empty}' holds nothing that a name is made of."));
        }

        if (from == to)
        {
            return Answer.Of(Problem.BadParameter(To, $"'{To}' is the name that the person has: names are compared without space around them and in Unicode's form C."));
        }

        return await renamer.RenameAsync(from, to, merge, cancellationToken) switch
        {
            RenameOutcome.Renamed done => Answer.Ok(new RenamedResponse(from, to, done.Photos, done.Reenrolled, done.Pending), ApiJson.Readable.RenamedResponse),
            RenameOutcome.NameTaken => Answer.Of(Problem.PersonExists("Somebody has this name already. With merge=true the photos of both become one person's, which nothing can undo.", To)),
            _ => Answer.Of(Problem.NotFound("person", "The gallery has no photo of this person.")),
        };
    }
}
