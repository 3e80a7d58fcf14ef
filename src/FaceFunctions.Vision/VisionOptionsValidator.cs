using Microsoft.Extensions.Options;

namespace FaceFunctions.Vision;

/// <summary>Written by the source generator: no reflection at start-up.</summary>
[OptionsValidator]
internal sealed partial class VisionOptionsValidator : IValidateOptions<VisionOptions>;
