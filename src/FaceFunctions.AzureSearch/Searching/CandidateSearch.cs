using Azure.Search.Documents;
using Azure.Search.Documents.Models;
using FaceFunctions.AzureSearch.Indexing;
using FaceFunctions.Core.Gallery;
using FaceFunctions.Core.Matching;
using FaceFunctions.Core.Recognition;
using SearchFilter = FaceFunctions.Core.Matching.SearchFilter;

namespace FaceFunctions.AzureSearch.Searching;

/// <summary>Answers one question: photos that the engine takes for near, scored from the stored vectors.</summary>
/// <remarks>
/// The engine names candidates, more than are wanted, and nothing else of it is in an answer. Their vectors are read from the tables and ranked as <see cref="FaceIndex"/> ranks; a photo that
/// is gone, was replaced by another, or does not meet the filter drops out. When too few are left, the engine is asked again for those behind the ones that are known.
/// So similarities, order and decision are those of an exact search; what can be missing is a face that the engine did not name.
/// </remarks>
internal sealed class CandidateSearch(SearchService service, IGalleryStore store)
{
    /// <summary>How many times more candidates are asked for than matches are wanted: the engine's arithmetic is of less precision, and people have several photos.</summary>
    internal const int Oversampling = 4;

    /// <summary>The fewest candidates asked for.</summary>
    internal const int MinCandidates = 50;

    /// <summary>The most: one page of an answer.</summary>
    internal const int MaxCandidates = 1000;

    /// <summary>How often the engine is asked for one question.</summary>
    internal const int MaxRounds = 4;

    /// <summary>Answers a question.</summary>
    /// <exception cref="StorageUnavailableException">The engine or the tables cannot be reached.</exception>
    public async Task<PersonMatch[]> SearchAsync(RecognitionModel model, FaceQuery query, SearchFilter filter, CancellationToken cancellationToken)
    {
        SearchClient client = service.Index(FaceIndexSchema.NameOf(model.BundleId));
        int wanted = Math.Clamp(query.Top * Oversampling, MinCandidates, MaxCandidates);
        var seen = new HashSet<PhotoId>();
        var faces = new List<NamedFace>();
        for (int round = 1; ; round++)
        {
            // Whoever was found once was found by the nearest photo.
            string[] people = query.Unit == MatchUnit.Person ? [.. ExactRanking.Rank(query.Probe, faces, filter, MatchUnit.Person, int.MaxValue).Select(match => NameHash.Of(match.Person))] : [];
            IReadOnlyList<PhotoId> candidates = await AskAsync(client, query.Probe, wanted, IndexFilters.Of(filter, seen, people), filter.Person is not null, cancellationToken);
            PhotoId[] unseen = [.. candidates.Where(seen.Add)];
            faces.AddRange((await store.FindNamedAsync(unseen, model.BundleId, cancellationToken)).SelectMany(photo => photo.Faces));
            PersonMatch[] matches = ExactRanking.Rank(query.Probe, faces, filter, query.Unit, query.Top);
            if (matches.Length == query.Top || candidates.Count < wanted || round == MaxRounds)
            {
                return matches;
            }
        }
    }

    private Task<IReadOnlyList<PhotoId>> AskAsync(SearchClient client, FaceEmbedding probe, int wanted, string? filter, bool isNarrow, CancellationToken cancellationToken)
    {
        var options = new SearchOptions
        {
            Filter = filter,
            Size = wanted,
            Select = { FaceIndexSchema.Key },
            VectorSearch = new VectorSearchOptions
            {
                // Before the search, or what others of the nearest are would be all that a filter chooses from.
                FilterMode = VectorFilterMode.PreFilter,
                Queries =
                {
                    new VectorizedQuery(probe.Values.ToArray())
                    {
                        Fields = { FaceIndexSchema.Vector },
                        KNearestNeighborsCount = wanted,

                        // A person has few photos: the graph would be searched for them in vain.
                        Exhaustive = service.Options.Exhaustive || isNarrow,
                    },
                },
            },
        };
        return SearchFaults.GuardAsync<IReadOnlyList<PhotoId>>(
            async () =>
            {
                SearchResults<SearchDocument> found = await client.SearchAsync<SearchDocument>(searchText: null, options, cancellationToken);
                return await found.GetResultsAsync().Take(wanted).Select(result => FaceDocument.PhotoOf(result.Document.GetString(FaceIndexSchema.Key))).ToListAsync(cancellationToken);
            },
            cancellationToken);
    }
}
