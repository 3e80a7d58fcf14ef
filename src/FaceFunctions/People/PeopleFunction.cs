using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using FaceFunctions.Hosting;
using FaceFunctions.Http;
using FaceFunctions.Photos;
using Microsoft.Azure.Functions.Worker;

namespace FaceFunctions.People;

/// <summary>
/// Who can be identified, the erasure of a person, and another name for one: <c>GET /api/people</c>; <c>DELETE /api/people/{person}</c> and <c>POST /api/people/{person}/rename</c> (see
/// <see cref="RouteName"/> for the names that they can say) or, whatever the name, <c>DELETE /api/person?name=</c> and <c>POST /api/person/rename?name=</c>.
/// </summary>
public sealed class PeopleFunction(IPhotoAnalyzer analyzer, IGallerySearch gallery, Eraser eraser, PersonRenaming renaming)
{
    private const string Offered = "A person can be deleted here, and renamed by POST /api/people/{person}/rename; GET /api/people lists everybody.";
    private const string Person = "person";
    private const string Name = "name";
    private const int MaxPage = 1000;

    /// <summary>A request about everybody, or about a person whose name is in the path.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Faults"/> writes.</returns>
    [Function(FunctionNames.People)]
    public Task<Answer> RunAsync([HttpTrigger(AuthorizationLevel.Function, Route = "people/{*" + Person + "}")] HttpRequest request, CancellationToken cancellationToken)
    {
        string person = RouteName.Read(request, Person);
        return (PersonName.Clean(person), request.Method) switch
        {
            ("", "GET") when person.Length == 0 => ListAsync(request.Query, cancellationToken),
            ("", "DELETE") => Task.FromResult(Answer.MethodNotAllowed("GET", "Name one person to delete: DELETE /api/people/{person}.")),
            ("", _) => Task.FromResult(Answer.MethodNotAllowed("GET")),
            (_, "POST") when PersonRenaming.PersonOf(person) is { } renamed => renaming.AnswerAsync(renamed, Person, request.Query, cancellationToken),
            (_, "DELETE") => DeleteAsync(person, cancellationToken),
            _ => Task.FromResult(Answer.MethodNotAllowed("DELETE", Offered)),
        };
    }

    /// <summary>A request about a person whose name is in the query.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Faults"/> writes.</returns>
    [Function(FunctionNames.Person)]
    public Task<Answer> RunOneAsync([HttpTrigger(AuthorizationLevel.Function, Route = "person")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Method != "DELETE")
        {
            return Task.FromResult(Answer.MethodNotAllowed("DELETE", Offered));
        }

        if (Query.ReadName(request.Query, Name, out string person) is { } problem)
        {
            return Task.FromResult(Answer.Of(problem));
        }

        return PersonName.Clean(person).Length > 0
            ? DeleteAsync(person, cancellationToken)
            : Task.FromResult(Answer.Of(Problem.BadParameter(Name, $"'{Name}' holds nothing that a name is made of.")));
    }

    /// <summary>A request to rename a person whose name is in the query.</summary>
    /// <param name="request">The request, of any method.</param>
    /// <param name="cancellationToken">Cancelled when the caller is gone.</param>
    /// <returns>The answer, which <see cref="Faults"/> writes.</returns>
    [Function(FunctionNames.PersonRename)]
    public Task<Answer> RenameAsync([HttpTrigger(AuthorizationLevel.Function, Route = "person/rename")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.Method != "POST")
        {
            return Task.FromResult(Answer.MethodNotAllowed("POST"));
        }

        return Query.ReadName(request.Query, Name, out string person) is { } problem
            ? Task.FromResult(Answer.Of(problem))
            : renaming.AnswerAsync(person, Name, request.Query, cancellationToken);
    }

    private async Task<Answer> ListAsync(IQueryCollection query, CancellationToken cancellationToken)
    {
        if (Query.ReadTop(query, 100, MaxPage, out int top) is { } problem)
        {
            return Answer.Of(problem);
        }

        // The continuation is the last name of the page before, so a page is right whatever was enrolled or deleted in between.
        string after = query["continuation"].ToString();
        IReadOnlyList<PersonSummary> rest = await gallery.ListPeopleAsync(await analyzer.GetModelAsync(cancellationToken), after, top + 1, cancellationToken);
        PersonResponse[] page = [.. rest.Take(top).Select(person => new PersonResponse(person.Person, person.PhotoCount))];
        return Answer.Ok(new PeopleResponse(page, rest.Count > top ? page[^1].Person : null), ApiJson.Readable.PeopleResponse);
    }

    private async Task<Answer> DeleteAsync(string person, CancellationToken cancellationToken)
    {
        int deleted = await eraser.DeletePersonAsync(person, cancellationToken);
        return deleted > 0
            ? Answer.Ok(new DeletedResponse(deleted), ApiJson.Readable.DeletedResponse)
            : Answer.Of(Problem.NotFound("person", "The gallery has no photo of this person."));
    }
}
