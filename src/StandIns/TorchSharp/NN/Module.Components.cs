using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Each parameter once, under the first of its names.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<IntPtr> { 0 };
                foreach (var (own, parameter) in _parametersByName.Entries)
                    if (seen.Add(parameter.handle))
                        yield return (own, parameter);
                if (!recurse)
                    yield break;
                foreach (var (child, module) in _submodules.Entries)
                    foreach (var (inner, parameter) in module.named_parameters())
                        if (seen.Add(parameter.handle))
                            yield return ($"{child}.{inner}", parameter);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(entry => entry.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(
                bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<IntPtr> { 0 };
                foreach (var (own, (buffer, persistent)) in _buffersByName.Entries)
                    if ((persistent || include_nonpersistent) && seen.Add(buffer.handle))
                        yield return (own, buffer);
                if (!recurse)
                    yield break;
                foreach (var (child, module) in _submodules.Entries)
                    foreach (var (inner, buffer) in module.named_buffers(true, include_nonpersistent))
                        if (seen.Add(buffer.handle))
                            yield return ($"{child}.{inner}", buffer);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual IEnumerable<(string name, Module module)> named_children() => _submodules.Entries;

            public virtual IEnumerable<Module> children() => named_children().Select(entry => entry.module);

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var entry in _submodules.Entries)
                    yield return entry;
                foreach (var (child, module) in _submodules.Entries)
                    foreach (var (inner, deeper) in module.named_modules())
                        yield return ($"{child}.{inner}", deeper);
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual Parameter get_parameter(string target) => Owner(target, out var own)?._parametersByName.Get(own);

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Tensor get_buffer(string target) => Owner(target, out var own)?._buffersByName.Get(own).Tensor;

            private Module Owner(string target, out string own)
            {
                var parts = target.Split('.');
                own = parts[^1];
                var owner = this;
                foreach (var part in parts[..^1])
                    owner = owner?._submodules.Get(part);
                return owner;
            }
        }
    }
}
