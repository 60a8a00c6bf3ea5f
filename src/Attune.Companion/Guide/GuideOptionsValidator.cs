using Microsoft.Extensions.Options;

namespace Attune.Companion.Guide;

[OptionsValidator]
internal sealed partial class GuideOptionsValidator : IValidateOptions<GuideOptions>;
