namespace FaceFunctions.Training.Networks;

/// <summary>Size of one sample's feature maps; a plain vector is 1 x 1 x channels.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Values a position.</param>
internal readonly record struct MapShape(int Height, int Width, int Channels)
{
    /// <summary>Positions of one map.</summary>
    public int Area => Height * Width;

    /// <summary>Values of one sample.</summary>
    public int Length => Height * Width * Channels;
}
