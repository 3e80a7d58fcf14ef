using System.Net;
using FaceFunctions.Client.Http;

namespace FaceFunctions.Client;

/// <content>People of the gallery.</content>
public sealed partial class FaceClient
{
    /// <summary>Lists the people who can be identified, in ordinal order of names.</summary>
    /// <param name="pageSize">How many are asked for at once, from 1 to 1000. Who takes a few should ask for as many.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The people; each page is asked for when it is needed.</returns>
    /// <exception cref="FaceFunctionsException">There is no answer.</exception>
    public IAsyncEnumerable<ListedPerson> ListPeopleAsync(int pageSize = LongestPage, CancellationToken cancellationToken = default) =>
        ListAsync("people", "people", null, pageSize, ClientJson.Default.ListedPerson, cancellationToken);

    /// <summary>Deletes a person: photos, faces, and every trace in the gallery.</summary>
    /// <param name="person">The name.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">There is no answer. Problem: <c>person-not-found</c>.</exception>
    public Task<DeletedAnswer> DeletePersonAsync(string person, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(person);
        return DeleteAsync("person" + ServiceRequest.Query(("name", person)), cancellationToken);
    }

    /// <summary>Gives a person another name, or makes two people one.</summary>
    /// <param name="person">The name now.</param>
    /// <param name="to">The name to be.</param>
    /// <param name="merge">Whether somebody may have that name already; then the two are one person afterwards.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="FaceFunctionsException">
    /// There is no answer. Problems: <c>person-not-found</c>, <c>person-exists</c> without <paramref name="merge"/>, <c>bad-parameter</c>. Or <see cref="FaceFunctionsFailure.OutcomeUnknown"/>: the first of these two is what a first try, whose
    /// answer was lost, may have caused.
    /// </exception>
    public async Task<RenamedPerson> RenamePersonAsync(string person, string to, bool merge = false, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(person);
        ArgumentException.ThrowIfNullOrEmpty(to);
        var request = new ServiceRequest(HttpMethod.Post, "person/rename" + ServiceRequest.Query(("name", person), ("to", to), ("merge", merge ? "true" : null)));
        ServiceReply reply = await _service.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using (reply.Response)
        {
            return reply.Response.IsSuccessStatusCode ? ReadAnswer(reply, ClientJson.Default.RenamedPerson)
                : reply is { MayRepeat: true, Status: HttpStatusCode.NotFound or HttpStatusCode.Conflict }
                    ? throw Failures.OutcomeUnknown(reply, "The answer to the first try was lost, and now the names are others: it may have renamed some photos or all of them. Look at the two people.")
                    : throw _service.Failures.Of(reply);
        }
    }

    private async Task<DeletedAnswer> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        ServiceReply reply = await _service.SendAsync(new ServiceRequest(HttpMethod.Delete, path), cancellationToken).ConfigureAwait(false);
        using (reply.Response)
        {
            if (reply.Response.IsSuccessStatusCode)
            {
                return ReadAnswer(reply, ClientJson.Default.DeletedAnswer);
            }

            FaceFunctionsException failure = _service.Failures.Of(reply);

            // Gone is what was asked for, whether a try of this call did it or somebody else.
            return reply is { MayRepeat: true, Status: HttpStatusCode.NotFound } && failure.Failure == FaceFunctionsFailure.Problem
                ? ReadAnswer(reply, System.Text.Json.JsonElement.Parse("""{"deletedPhotos":null}"""), ClientJson.Default.DeletedAnswer)
                : throw failure;
        }
    }
}
