using Azure.Search.Documents.Indexes.Models;
using FaceFunctions.Core.Recognition;

namespace FaceFunctions.AzureSearch.Indexing;

/// <summary>The index of one bundle: its name, fields and algorithms.</summary>
internal static class FaceIndexSchema
{
    public const string Key = "key";

    /// <summary>The photo's id.</summary>
    public const string Photo = "photo";

    /// <summary>Hash of the person's name.</summary>
    public const string Person = "person";

    /// <summary>Hashes of the folders that the photo lies in.</summary>
    public const string Folders = "folders";

    /// <summary>Partition of the tables, from 0.</summary>
    public const string Partition = "partition";

    /// <summary>Number of the load that wrote the document, or that was the last when a change wrote it. What a load did not write again has an older one.</summary>
    public const string Generation = "generation";

    /// <summary>The embedding.</summary>
    public const string Vector = "vector";

    /// <summary>Begins the name of every index of ours. Its number changes with the schema, so that no version of the app writes to another's.</summary>
    public const string Prefix = "facefunctions-1-";

    private const string Graph = "hnsw";

    private const string Everything = "exhaustive";

    /// <summary>Name of a bundle's index. A bundle's id may hold capitals and dots, an index's name may not, so it is a hash.</summary>
    public static string NameOf(string bundleId) => Prefix + NameHash.Of(bundleId);

    /// <summary>The definition.</summary>
    /// <remarks>
    /// The vector is never given back (hidden): answers are scored from the tables. One graph serves both kinds of question: a query can ask for every vector to be looked at.
    /// The second profile is there for an index that no graph fits.
    /// </remarks>
    public static SearchIndex Of(RecognitionModel model) => new(NameOf(model.BundleId))
    {
        Fields =
        {
            new SimpleField(Key, SearchFieldDataType.String) { IsKey = true },
            new SimpleField(Photo, SearchFieldDataType.String) { IsFilterable = true, IsHidden = true },
            new SimpleField(Person, SearchFieldDataType.String) { IsFilterable = true, IsHidden = true },
            new SimpleField(Folders, SearchFieldDataType.Collection(SearchFieldDataType.String)) { IsFilterable = true, IsHidden = true },
            new SimpleField(Partition, SearchFieldDataType.Int32) { IsFilterable = true, IsHidden = true },
            new SimpleField(Generation, SearchFieldDataType.Int64) { IsFilterable = true, IsHidden = true },
            new VectorSearchField(Vector, model.Dimension, Graph) { IsHidden = true },
        },
        VectorSearch = new VectorSearch
        {
            Profiles = { new VectorSearchProfile(Graph, Graph), new VectorSearchProfile(Everything, Everything) },
            Algorithms =
            {
                // The defaults of the service but for efSearch, whose largest value looks at most of the graph: candidates are re-scored, so one that is missed is the only error.
                new HnswAlgorithmConfiguration(Graph)
                {
                    Parameters = new HnswParameters { Metric = VectorSearchAlgorithmMetric.Cosine, M = 4, EfConstruction = 400, EfSearch = 1000 },
                },
                new ExhaustiveKnnAlgorithmConfiguration(Everything) { Parameters = new ExhaustiveKnnParameters { Metric = VectorSearchAlgorithmMetric.Cosine } },
            },
        },
    };
}
