import { Connector, CustomComponentProps, Exporter, Extension, Processor, Receiver } from './component';

/** A receiver that the catalogue does not have. */
export class CustomReceiver extends Receiver {
  public constructor(props: CustomComponentProps) {
    super(props.type, props.name, props);
  }
}

/** A processor that the catalogue does not have. */
export class CustomProcessor extends Processor {
  public constructor(props: CustomComponentProps) {
    super(props.type, props.name, props);
  }
}

/** An exporter that the catalogue does not have. */
export class CustomExporter extends Exporter {
  public constructor(props: CustomComponentProps) {
    super(props.type, props.name, props);
  }
}

/** A connector that the catalogue does not have. */
export class CustomConnector extends Connector {
  public constructor(props: CustomComponentProps) {
    super(props.type, props.name, props);
  }
}

/** An extension that the catalogue does not have. */
export class CustomExtension extends Extension {
  public constructor(props: CustomComponentProps) {
    super(props.type, props.name, props);
  }
}
