using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private bool _registered;

            /// <summary>Registers the modules, parameters and tensors that stand in the fields of the derived class.</summary>
            protected virtual void RegisterComponents()
            {
                if (_registered)
                    return;
                _registered = true;
                foreach (var (component, field) in Fields())
                {
                    switch (field.GetValue(this))
                    {
                        case Module module when !_submodules.Contains(component):
                            register_module(component, module);
                            break;
                        case Modules.Parameter parameter when !_parametersByName.Contains(component):
                            register_parameter(component, parameter);
                            break;
                        case Modules.Parameter:
                            break;
                        case Tensor buffer when !_buffersByName.Contains(component):
                            register_buffer(component, buffer);
                            break;
                    }
                }
            }

            private IEnumerable<(string Component, FieldInfo Field)> Fields() =>
                from field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                where field.DeclaringType != typeof(Module)
                select (field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name, field);

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _submodules.Remove(name);
                    return;
                }
                if (string.IsNullOrEmpty(name))
                    throw new ArgumentException("module name can't be empty string \"\"");
                if (name.Contains('.'))
                    throw new ArgumentException($"module name can't contain \".\", got {name}");
                if (_submodules.Contains(name))
                    throw new ArgumentException($"Sub-module {name} is already registered.");
                submodule.RegisterComponents();
                _submodules.Set(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_parameter(string name, Parameter param)
            {
                if (_parametersByName.Contains(name))
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                ConditionallyRegisterParameter(name, param);
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (_buffersByName.Contains(name))
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                ConditionallyRegisterBuffer(name, tensor, persistent);
            }

            protected void ConditionallyRegisterParameter(string name, Tensor value) =>
                ConditionallyRegisterParameter(name, value is null ? null : value as Parameter ?? new Parameter(value));

            protected void ConditionallyRegisterParameter(string name, Parameter value)
            {
                if (value is null)
                    _parametersByName.Remove(name);
                else
                    _parametersByName.Set(name, (Parameter)value.DetachFromDisposeScope());
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor value, bool persistent = true)
            {
                if (value is null)
                    _buffersByName.Remove(name);
                else
                    _buffersByName.Set(name, (value.DetachFromDisposeScope(), persistent));
            }

            protected void ClearModules() => _submodules.Clear();
        }
    }
}
