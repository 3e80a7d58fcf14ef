using Microsoft.Extensions.Options;

namespace FaceFunctions.Hosting;

/// <summary>Written by the source generator: no reflection at start-up.</summary>
[OptionsValidator]
internal sealed partial class AppOptionsValidator : IValidateOptions<AppOptions>;
