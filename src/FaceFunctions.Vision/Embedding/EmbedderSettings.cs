using FaceFunctions.Core.Recognition;
using FaceFunctions.Vision.Onnx;

namespace FaceFunctions.Vision.Embedding;

/// <summary>How an embedding model wants its input, and what becomes of its output.</summary>
/// <param name="Side">Side of the square input in pixels.</param>
/// <param name="Channels">Order of the input's planes.</param>
/// <param name="Mean">Subtracted from each value, which is 0 to 255.</param>
/// <param name="Scale">Then divides it; not 0.</param>
/// <param name="Flip">What is done with the mirror image.</param>
internal readonly record struct EmbedderSettings(int Side, ChannelOrder Channels, float Mean, float Scale, FlipRule Flip);
