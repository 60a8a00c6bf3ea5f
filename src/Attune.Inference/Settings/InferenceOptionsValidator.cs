using Microsoft.Extensions.Options;

namespace Attune.Inference.Settings;

[OptionsValidator]
internal sealed partial class InferenceOptionsValidator : IValidateOptions<InferenceOptions>;
