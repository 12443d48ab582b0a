namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Every parameter and persistent buffer under every one of its names.</summary>
            public virtual Dictionary<string, Tensor> state_dict(
                Dictionary<string, Tensor> destination = null, string prefix = null)
            {
                destination ??= [];
                foreach (var (own, parameter) in _parametersByName.Entries)
                    destination.TryAdd(Path(prefix, own), parameter);
                foreach (var (own, (buffer, persistent)) in _buffersByName.Entries)
                    if (persistent)
                        destination.TryAdd(Path(prefix, own), buffer);
                foreach (var (child, module) in _submodules.Entries)
                    module.state_dict(destination, Path(prefix, child));
                return destination;
            }

            private static string Path(string prefix, string own) => string.IsNullOrEmpty(prefix) ? own : $"{prefix}.{own}";

            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string> skip = null)
            {
                var destination = state_dict();
                var missing = destination.Keys.Where(key => !source.ContainsKey(key) && !Skipped(key)).ToList();
                var unexpected = source.Keys.Where(key => !destination.ContainsKey(key) && !Skipped(key)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                using var frozen = no_grad();
                foreach (var (key, tensor) in source)
                    if (!Skipped(key) && destination.TryGetValue(key, out var target))
                        target.copy_(tensor);
                return (missing, unexpected);

                bool Skipped(string key) => skip is not null && skip.Contains(key);
            }
        }
    }
}
