namespace FaceFunctions.Training.Networks;

/// <summary>
/// From a picture to an embedding in one network: a small part finds the five points of the face, the face is cut out upright by them, and a larger part embeds the crop
/// (a spatial transformer, Jaderberg et al., 2015, whose first part is taught where the points are). Alignment before embedding is worth more than any size of network.
/// </summary>
/// <param name="locator">From pictures to the numbers of <see cref="FacePoints"/>.</param>
/// <param name="embedder">From crops to embeddings.</param>
/// <param name="pictureSide">Side of a picture.</param>
/// <param name="template">Says how a face is cut out.</param>
internal sealed class FaceNetwork(Sequence locator, Sequence embedder, int pictureSide, CropTemplate template)
{
    private readonly FeatureMaps _crops = new(new MapShape(template.CropSide, template.CropSide, 1));

    /// <summary>Finds the points.</summary>
    public Sequence Locator => locator;

    /// <summary>Embeds the crop.</summary>
    public Sequence Embedder => embedder;

    /// <summary>Side of a picture.</summary>
    public int PictureSide => pictureSide;

    /// <summary>Says how a face is cut out.</summary>
    public CropTemplate Template => template;

    /// <summary>Numbers that were trained.</summary>
    public int ParameterCount => locator.Parameters.Concat(embedder.Parameters).Sum(parameter => parameter.Values.Length);

    /// <summary>Embeds pictures as the finished model does.</summary>
    /// <param name="pictures">[count x side x side x 1], values (x - 127.5) / 127.5.</param>
    /// <returns>Memory of the network, valid until its next call.</returns>
    public FeatureMaps Forward(FeatureMaps pictures)
    {
        FeatureMaps points = locator.Forward(pictures, training: false);
        _crops.Resize(pictures.Count);
        Shards.Run(pictures.Count, (_, first, end) =>
        {
            for (int i = first; i < end; i++)
            {
                CropSampler.Draw(pictures.Samples(i, i + 1), pictureSide, template.PlaceOf(points.Samples(i, i + 1)), template.CropSide, _crops.Samples(i, i + 1));
            }
        });
        return embedder.Forward(_crops, training: false);
    }
}
