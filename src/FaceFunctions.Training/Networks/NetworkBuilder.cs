namespace FaceFunctions.Training.Networks;

/// <summary>Puts a network together, layer after layer.</summary>
/// <param name="input">Size of a picture.</param>
/// <param name="seed">Draws all weights.</param>
internal sealed class NetworkBuilder(MapShape input, int seed)
{
    private const int Kernel = 3;

    private readonly Random _random = new(seed);
    private readonly List<Layer> _layers = [];

    private MapShape Shape => _layers.Count == 0 ? input : _layers[^1].OutputShape;

    /// <summary>Adds a convolution of 3 x 3 with normalisation and rectifier.</summary>
    public NetworkBuilder Block(string name, int channels, int stride)
    {
        var convolution = new Convolution(name, Shape, channels, Kernel, stride, isFirst: _layers.Count == 0, _random);
        _layers.Add(convolution);
        _layers.Add(new BatchNormalization($"{name}.norm", convolution.OutputShape, rectifies: true));
        return this;
    }

    /// <summary>Adds two convolutions of 3 x 3 whose result is added to their input.</summary>
    public NetworkBuilder Residual(string name)
    {
        MapShape shape = Shape;
        _layers.Add(new Residual(
            new Convolution($"{name}.1", shape, shape.Channels, Kernel, stride: 1, isFirst: false, _random),
            new BatchNormalization($"{name}.1.norm", shape, rectifies: true),
            new Convolution($"{name}.2", shape, shape.Channels, Kernel, stride: 1, isFirst: false, _random),
            new BatchNormalization($"{name}.2.norm", shape, rectifies: false)));
        return this;
    }

    /// <summary>Adds a dense layer with normalisation; its outputs are an embedding.</summary>
    public NetworkBuilder Embedding(string name, int outputs)
    {
        _layers.Add(new Dense(name, Shape, outputs, _random));
        _layers.Add(new BatchNormalization($"{name}.norm", Shape, rectifies: false));
        return this;
    }

    /// <summary>Adds a convolution whose maps become points.</summary>
    public NetworkBuilder Points(string name, int count)
    {
        _layers.Add(new Convolution(name, Shape, count, Kernel, stride: 1, isFirst: false, _random));
        _layers.Add(new SpatialSoftmax(Shape));
        return this;
    }

    /// <summary>The network.</summary>
    public Sequence Build() => new([.. _layers]);
}
